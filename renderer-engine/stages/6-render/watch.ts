import type { Clock } from '../../engine.ts';
import { utf8Length } from '../../html/utf8-length.ts';
import type { LimitsByType } from '../../registry/component-limits.ts';
import type { MeasuredInstance, MetricsStore } from '../../registry/component-metrics.ts';

/** What an engine looks at in its renders; null where nobody wants to know. */
export interface Watching {
  readonly clock: Clock;
  readonly store: MetricsStore | null;
  readonly limits: LimitsByType;
}

/** The watch over one render. */
export interface RenderWatch extends Watching {
  /** Instances entered so far. */
  nodes: number;
  /** Limited instances around the running op, outermost first. */
  readonly open: OpenInstance[];
  /** Filled in renders that are measured; null in others. */
  readonly instances: MeasuredInstance[] | null;
}

export interface OpenInstance {
  /** True once it has gone over: told by anything that starts inside it. */
  readonly isOver: () => boolean;
}

export const newWatch = (watching: Watching, isMeasured: boolean): RenderWatch => ({
  ...watching,
  nodes: 0,
  open: [],
  instances: isMeasured ? [] : null,
});

/** Hands in what a whole render has measured. */
export function settleWatch({ instances, store }: RenderWatch, html: string): void {
  if (instances) store?.measured(instances, html.length === 0 ? 1 : utf8Length(html) / html.length);
}
