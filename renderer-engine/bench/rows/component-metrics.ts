import { createEngine } from '../../create-engine.ts';
import { programOf } from '../engines.ts';
import { asOneText, measure } from '../measure.ts';
import { orderPage, ordersOf } from '../order-page.ts';
import { compared, type Row } from '../row.ts';

/** What it costs to know how components fare: the page of `render.ts`, one of 50 renders measured, and all of them. */
export async function rows(): Promise<readonly Row[]> {
  const input = { data: { orders: ordersOf(100).map((order) => ({ ...order })) } };
  const rendering = (every: number | null) => {
    const clock = () => performance.now();
    const engine = createEngine({ cache: false, clock, ...(every !== null && { metrics: { every } }) });
    const program = programOf(engine.compile(orderPage));
    return () => asOneText(engine.render(program, input).html);
  };
  const { plain, sampled, all } = await measure(
    { plain: rendering(null), sampled: rendering(50), all: rendering(1) },
    { rounds: 31, milliseconds: 60 },
  );
  const peer = ['render, not measured', plain] as const;
  return [
    compared('render with component metrics', 'ms', sampled, peer, { must: 1.1 }),
    compared('render with every instance measured', 'ms', all, peer),
  ];
}
