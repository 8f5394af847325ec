import { zoo } from '../../capture/zoo/index.ts';
import { matchPictures } from '../../diff/match.ts';
import type { Shot } from '../../types.ts';
import { withBusyProcessor } from '../busy-processor.ts';
import { atMost, figure, type Row, type RowOptions } from '../row.ts';
import { comparing } from '../same-settings.ts';
import { shootFresh } from '../shooting.ts';

/** Difficult pages, as far as they can stand still at all. */
const pages = zoo.filter(({ end }) => end === 'still').slice(0, 40);

/**
 * Two fresh pictures of each page, by browsers that were started anew between them, held against each other; every other
 * round on processors that are kept busy. Nothing is kept, no bytes are held against each other, nothing is shot again.
 */
export async function rows({ rounds, browsers }: RowOptions): Promise<readonly Row[]> {
  const found: Row[] = [];
  for (const browser of browsers) {
    const counts = { shots: 0, compared: 0, differing: 0, unstable: 0 };
    const fitting = pages.filter(({ except }) => !Object.hasOwn(except, browser));
    const shoot = () =>
      shootFresh(
        fitting.map(({ page, settings }) => ({ page, settings })),
        browser,
      );
    for (let round = 0; round < rounds; round++) {
      const both = async () => [await shoot(), await shoot()] as const;
      const [before, after] = round % 2 === 0 ? await both() : await withBusyProcessor(both);
      counts.shots += before.length + after.length;
      for (const [at, { name }] of fitting.entries()) {
        const verdict = await compare(before[at]!, after[at]!);
        if (verdict === 'equal') counts.compared++;
        else {
          process.stderr.write(`  ${browser}, round ${round + 1}, ${name}: ${verdict}\n`);
          if (verdict.startsWith('differs'))
            [counts.compared, counts.differing] = [counts.compared + 1, counts.differing + 1];
          else counts.unstable++;
        }
      }
      process.stderr.write(`  ${browser}: ${round + 1} of ${rounds} rounds\n`);
    }
    const { shots, compared, differing, unstable } = counts;
    const note = `${compared} comparisons of ${fitting.length} pages, ${shots} shots, ${unstable} pairs with a picture that was none`;
    found.push(
      figure(`false differences, ${browser}`, 'count', differing, { must: atMost(0), note }),
      figure(`pictures that were none, ${browser}`, 'count', unstable),
      figure(`shots skipped, ${browser}`, 'count', fitting.length * rounds * 2 - shots, { must: atMost(0) }),
    );
  }
  return found;
}

async function compare(before: Shot, after: Shot): Promise<string> {
  if (before.kind !== 'still') return `${before.kind}: ${before.message}`;
  if (after.kind !== 'still') return `${after.kind}: ${after.message}`;
  const { equal, changedPixels } = await matchPictures(before.png, after.png, comparing);
  return equal ? 'equal' : `differs in ${changedPixels} pixels`;
}
