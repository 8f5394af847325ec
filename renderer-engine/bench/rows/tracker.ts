import { createEngine } from '../../create-engine.ts';
import { nodeClock } from '../../node/clock.ts';
import { nodeNow } from '../../node/timers.ts';
import { largePage } from '../../samples/large-page.ts';
import { newTracker } from '../../tracker/tracker.ts';
import { programOf } from '../engines.ts';
import { asOneText, measure } from '../measure.ts';
import { orderPage, ordersOf } from '../order-page.ts';
import { compared, type Row } from '../row.ts';

/** Times that may wait to be sorted; the tracker takes 1,000. */
const sortedAfter = 500;

/** What it costs to know how fast a host is (E18): the pages of `render.ts` and `compile.ts` with a tracker and without. */
export async function rows(): Promise<readonly Row[]> {
  const text = JSON.stringify(largePage(500));
  const input = { data: { orders: ordersOf(100).map((order) => ({ ...order })) } };
  const [plain, tracked] = [contestant(false), contestant(true)];
  const program = programOf(plain.engine.compile(orderPage));
  const render = ({ engine, turn }: Contestant) => {
    return () => {
      turn();
      return asOneText(engine.render(program, input).html);
    };
  };
  const compile = ({ engine, turn }: Contestant) => {
    return () => {
      turn();
      return engine.compile(text);
    };
  };
  const effort = { rounds: 41, milliseconds: 100 };
  const renders = await measure({ plain: render(plain), tracked: render(tracked) }, effort);
  const compilations = await measure({ plain: compile(plain), tracked: compile(tracked) }, effort);
  const { kinds, dropped } = tracked.engine.statistics().tracker!;
  if (dropped > 0 || kinds.rendering.count === 0) throw new Error('The tracker did not keep every time.');
  return [
    compared('render with a tracker', 'ms', renders.tracked, ['render, not tracked', renders.plain], { must: 1.05 }),
    compared('compile with a tracker', 'ms', compilations.tracked, ['compile, not tracked', compilations.plain], {
      must: 1.05,
    }),
  ];
}

type Contestant = ReturnType<typeof contestant>;

/** Nothing but calls happens here, so the timers that a host's idle moments would run are run every few hundred calls. */
function contestant(isTracked: boolean) {
  const waiting: (() => void)[] = [];
  const timers = (milliseconds: number, run: () => void) => {
    if (milliseconds < 1_000) waiting.push(run);
    return () => undefined;
  };
  const tracker = newTracker({ clock: nodeClock, timers, now: nodeNow });
  const engine = createEngine({ cache: false, clock: nodeClock, ...(isTracked && { tracker }) });
  let calls = 0;
  const turn = () => {
    calls += 1;
    if (calls % sortedAfter === 0) for (const run of waiting.splice(0)) run();
  };
  return { engine, turn };
}
