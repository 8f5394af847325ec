import type { ReactNode } from 'react';

interface SettingProps {
  readonly title: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

/** One row of the settings: what it is on the left, its control on the right. */
export const Setting = ({ title, hint, children }: SettingProps) => (
  <section className="setting" aria-label={title}>
    <div>
      <h2>{title}</h2>
      {hint && <p className="dim">{hint}</p>}
    </div>
    <div className="setting-value">{children}</div>
  </section>
);
