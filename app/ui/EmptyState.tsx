import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface Props {
  readonly icon: LucideIcon;
  readonly title: string;
  /** What belongs here, in one or two sentences. */
  readonly children: ReactNode;
  /** The first thing to do about it. */
  readonly actions?: ReactNode;
}

/** An empty panel says what belongs there and offers the first step. */
export const EmptyState = ({ icon: Icon, title, children, actions }: Props) => (
  <div className="empty">
    <span className="empty-icon" aria-hidden>
      <Icon size={20} strokeWidth={1.75} />
    </span>
    <h2>{title}</h2>
    <p>{children}</p>
    {actions && <div className="empty-actions">{actions}</div>}
  </div>
);
