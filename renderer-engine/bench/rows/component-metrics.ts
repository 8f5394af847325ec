import { createEngine } from '../../create-engine.ts';
import type { MetricsOptions } from '../../registry/component-metrics.ts';
import { programOf } from '../engines.ts';
import { asOneText, measure } from '../measure.ts';
import { orderPage, ordersOf } from '../order-page.ts';
import { compared, type Row } from '../row.ts';

/**
 * What it costs to know how components fare, on the page of `render.ts`: as hosts have it when they say nothing more,
 * which is one of 50 renders measured, and with every render measured.
 */
export async function rows(): Promise<readonly Row[]> {
  const input = { data: { orders: ordersOf(100).map((order) => ({ ...order })) } };
  const rendering = (metrics: MetricsOptions | null) => {
    const clock = () => performance.now();
    const engine = createEngine({ cache: false, clock, ...(metrics && { metrics }) });
    const program = programOf(engine.compile(orderPage));
    return () => asOneText(engine.render(program, input).html);
  };
  const { plain, sampled, all } = await measure(
    { plain: rendering(null), sampled: rendering({}), all: rendering({ every: 1 }) },
    { rounds: 31, milliseconds: 60 },
  );
  const peer = ['render, not measured', plain] as const;
  return [
    compared('render with component metrics', 'ms', sampled, peer, { must: 1.1 }),
    compared('render with every instance measured', 'ms', all, peer),
  ];
}
