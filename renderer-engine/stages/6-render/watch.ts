import type { Clock } from '../../engine.ts';
import { utf8Length } from '../../html/utf8-length.ts';
import type { LimitsByType } from '../../registry/component-limits.ts';
import type { MeasuredInstance, MetricsStore } from '../../registry/component-metrics.ts';
import type { RenderState } from './state.ts';

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

/** Hands in what a render has measured: a page, a fragment, or as much of a stream as was read. */
export function settleWatch({
  watch,
  html,
  sent,
  sentBytes,
}: Pick<RenderState, 'watch' | 'html' | 'sent' | 'sentBytes'>): void {
  if (!watch?.instances) return;
  const units = sent + html.length;
  watch.store?.measured(watch.instances, units === 0 ? 1 : (sentBytes + utf8Length(html)) / units);
}
