import { createEngine } from '../../create-engine.ts';
import { nodeClock } from '../../node/clock.ts';
import { largePage } from '../../samples/large-page.ts';
import { processorTime } from '../measure.ts';
import { compared, figure, type Row } from '../row.ts';

const documents = 1_700;
const lookups = 100_000;
/** The exponent of Zipf's law: the second is asked for half as often as the first, the third a third as often. */
const exponent = 1;
/** Without the cache so many of the lookups say enough. */
const uncached = 1_000;

/**
 * Programs of an engine under the load a site has, where few pages are asked for often and many now and then (E13):
 * 1,700 documents of 10 to 100 nodes by Zipf's law with exponent 1. First misses count.
 */
export function rows(): readonly Row[] {
  const texts = Array.from({ length: documents }, (_, at) =>
    JSON.stringify({ ...largePage(10 + ((at * 37) % 91)), title: `Page ${at}` }),
  );
  const pick = zipf(documents);
  const asked = Array.from({ length: lookups }, () => texts[pick()]!);
  const engine = createEngine({ clock: nodeClock });
  const fresh = createEngine({ clock: nodeClock, cache: false });
  for (const text of texts.slice(0, 100)) fresh.compile(text);
  const each = timeOf(() => asked.forEach((text) => void engine.compile(text))) / lookups;
  const without = timeOf(() => asked.slice(-uncached).forEach((text) => void fresh.compile(text))) / uncached;
  const { hits, misses, evicted, entries, bytes } = engine.statistics().programs;
  if (hits + misses !== lookups) throw new Error('Some lookups were not counted.');
  const characters = texts.reduce((sum, { length }) => sum + length, 0) / documents;
  return [
    figure('Zipf load, documents', 'count', documents),
    figure('Zipf load, text of a document on average', 'bytes', characters),
    compared('Zipf load, misses', 'count', misses, [`lookups, ${lookups.toLocaleString('en')}`, lookups], {
      must: 0.05,
    }),
    figure('Zipf load, gave way to others', 'count', evicted),
    figure('Zipf load, kept at the end', 'count', entries),
    figure('Zipf load, estimated bytes of them', 'bytes', bytes),
    compared('Zipf load, each compilation', 'ms', each, [`no cache, ${without.toFixed(3)} ms`, without]),
  ];
}

/** Indexes below a number, by Zipf's law; the same sequence each time. */
function zipf(count: number): () => number {
  const sums: number[] = [];
  let sum = 0;
  for (let rank = 1; rank <= count; rank++) {
    sum += 1 / rank ** exponent;
    sums.push(sum);
  }
  let state = 42;
  return () => {
    // Numerical Recipes' linear congruential generator.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const wanted = (state / 2 ** 32) * sum;
    let [low, high] = [0, count - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle]! < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

function timeOf(run: () => void): number {
  const start = processorTime();
  run();
  return processorTime() - start;
}
