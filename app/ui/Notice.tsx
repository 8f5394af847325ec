import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

export type Tone = 'info' | 'success' | 'warning' | 'danger';

const icons = { info: Info, success: CircleCheck, warning: TriangleAlert, danger: CircleAlert } as const;

interface Props {
  readonly tone: Tone;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  /** Spans its panel edge to edge, as banners do. */
  readonly bar?: boolean;
}

/** One thing the person should know, where it matters, with what can be done about it. */
export function Notice({ tone, children, actions, bar = false }: Props) {
  const Icon = icons[tone];
  return (
    <div
      className="notice"
      data-tone={tone}
      data-bar={bar || undefined}
      role={tone === 'danger' || tone === 'warning' ? 'alert' : 'status'}
    >
      <Icon size={16} aria-hidden />
      <div className="notice-text">{children}</div>
      {actions && <div className="notice-actions">{actions}</div>}
    </div>
  );
}
