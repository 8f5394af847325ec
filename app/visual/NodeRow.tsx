import type { LucideIcon } from 'lucide-react';
import type { NodeChange } from '#contract';

interface Props {
  readonly node: string | null;
  readonly icon: LucideIcon;
  readonly title: string;
  readonly message: string;
  readonly kind?: NodeChange['kind'];
  readonly selected: string | null;
  readonly onSelect: (node: string | null) => void;
  readonly onPoint: (node: string | null) => void;
}

/** One line about a node: pointed at, it shows in the pictures; pressed, it is selected. */
export const NodeRow = ({ node, icon: Icon, title, message, kind, selected, onSelect, onPoint }: Props) => (
  <button
    type="button"
    className="row change-row"
    aria-pressed={node !== null && node === selected}
    onMouseEnter={() => onPoint(node)}
    onMouseLeave={() => onPoint(null)}
    onFocus={() => onPoint(node)}
    onBlur={() => onPoint(null)}
    onClick={() => onSelect(node === selected ? null : node)}
  >
    <span className="change-icon" data-kind={kind}>
      <Icon size={14} aria-hidden />
    </span>
    <span className="change-text">
      <strong className="truncate">{title}</strong>
      <span>{message}</span>
    </span>
  </button>
);
