import { programOf, uncachedEngine } from '../engines.ts';
import { asOneText, measure, median } from '../measure.ts';
import { orderPage, ordersOf } from '../order-page.ts';
import { compared, figure, type Row } from '../row.ts';

/** The page of `render.ts` in chunks: until the first one, and until the last. */
export async function rows(): Promise<readonly Row[]> {
  const engine = uncachedEngine();
  const program = programOf(engine.compile(orderPage));
  const input = { data: { orders: ordersOf(100).map((order) => ({ ...order })) } };
  const { render, stream } = await measure(
    {
      render: () => asOneText(engine.render(program, input).html),
      stream: async () => {
        for await (const chunk of engine.renderStream(program, input)) asOneText(chunk);
      },
    },
    { rounds: 25, milliseconds: 100 },
  );
  const first: number[] = [];
  for (let round = 0; round < 500; round++) {
    const start = performance.now();
    for await (const _ of engine.renderStream(program, input)) break;
    first.push(performance.now() - start);
  }
  return [
    figure('renderStream, first chunk', 'ms', median(first), { must: 1 }),
    compared('renderStream, all chunks', 'ms', stream, [`render, ${render.toFixed(3)} ms`, render], { must: 1.3 }),
  ];
}
