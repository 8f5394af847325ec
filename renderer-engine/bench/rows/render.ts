import { orderPageByHand } from '../by-hand.ts';
import { programOf, uncachedEngine } from '../engines.ts';
import { asOneText, measure } from '../measure.ts';
import { orderPage, ordersOf } from '../order-page.ts';
import { loadPeers } from '../peers.ts';
import { compared, figure, type Row } from '../row.ts';
import { countElements, expectSameHtml } from '../same-html.ts';

/** A table of a hundred rows with a badge and a button each, beside those who can make the same markup. */
export async function rows(): Promise<readonly Row[]> {
  const orders = ordersOf(100);
  const input = { data: { orders: orders.map((order) => ({ ...order })) } };
  const engine = uncachedEngine();
  const program = programOf(engine.compile(orderPage));
  const [react, preact, vue] = await loadPeers();
  const html = engine.render(program, input).html;
  for (const peer of [react, preact, vue]) expectSameHtml(peer.name, await peer.render(orders), html);
  expectSameHtml('By hand', orderPageByHand(orders), html);
  const times = await measure(
    {
      ours: () => asOneText(engine.render(program, input).html),
      react: () => asOneText(react.render(orders) as string),
      preact: () => asOneText(preact.render(orders) as string),
      vue: async () => asOneText(await vue.render(orders)),
      hand: () => asOneText(orderPageByHand(orders)),
    },
    { rounds: 31, milliseconds: 60 },
  );
  const name = 'render, 1,000 elements';
  return [
    figure('elements of the page', 'count', countElements(html)),
    compared(name, 'ms', times.ours, [`${react.name}, ${inMilliseconds(times.react)}`, times.react], { must: 1 / 4 }),
    compared(name, 'ms', times.ours, [`${preact.name}, ${inMilliseconds(times.preact)}`, times.preact], { must: 1 }),
    compared(name, 'ms', times.ours, [`${vue.name}, ${inMilliseconds(times.vue)}`, times.vue], { must: 1 }),
    compared(name, 'ms', times.ours, [`by hand, ${inMilliseconds(times.hand)}`, times.hand], { aim: 1.5 }),
  ];
}

const inMilliseconds = (time: number): string => `${time.toFixed(3)} ms`;
