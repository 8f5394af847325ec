import type { LucideIcon } from 'lucide-react';

interface Props {
  readonly word: string;
  readonly tone: 'success' | 'warning' | 'danger' | 'info' | 'neutral';
  readonly icon: LucideIcon;
}

/** A state as sign and word; the color only adds to them. */
export const Chip = ({ word, tone, icon: Icon }: Props) => (
  <span className="chip" data-tone={tone}>
    <Icon size={14} aria-hidden />
    {word}
  </span>
);
