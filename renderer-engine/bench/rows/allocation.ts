import { bytesInUse } from '../collect.ts';
import { programOf, uncachedEngine } from '../engines.ts';
import { median } from '../measure.ts';
import { orderPage, ordersOf } from '../order-page.ts';
import { figure, type Row } from '../row.ts';

const renders = 100_000;
/** What a heap may move by without anything having been kept. */
const noise = 256 * 1024;

/** What one render asks for, and what is left of a hundred thousand of them. */
export function rows(): readonly Row[] {
  const engine = uncachedEngine();
  const program = programOf(engine.compile(orderPage));
  const large = { data: { orders: ordersOf(100).map((order) => ({ ...order })) } };
  const small = { data: { orders: ordersOf(4).map((order) => ({ ...order })) } };
  for (let call = 0; call < 2_000; call++) engine.render(program, small);
  const perRender = Array.from({ length: 21 }, () => {
    const before = bytesInUse();
    engine.render(program, large);
    return process.memoryUsage().heapUsed - before;
  });
  const before = bytesInUse();
  for (let call = 0; call < renders; call++) engine.render(program, small);
  const growth = Math.max(0, bytesInUse() - before);
  return [
    figure('memory asked for by one render, 1,000 elements', 'bytes', median(perRender)),
    figure('memory kept after 100,000 renders', 'bytes', growth, { must: noise }),
  ];
}
