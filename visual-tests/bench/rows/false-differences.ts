import { zoo } from '../../capture/zoo/index.ts';
import { matchPictures } from '../../diff/match.ts';
import type { Shot } from '../../types/shot.ts';
import { withBusyProcessor } from '../busy-processor.ts';
import { atMost, figure, type Row, type RowOptions } from '../row.ts';
import { comparing } from '../same-settings.ts';
import { shootFresh } from '../shooting.ts';
import { type Round, type Tally, tallyIn } from '../tally.ts';

/** Difficult pages, as far as they can stand still at all. */
const pages = zoo.filter(({ end }) => end === 'still').slice(0, 40);

/**
 * Two fresh pictures of each page, by browsers that were started anew between them, held against each other; every other
 * round on processors that are kept busy. Nothing is kept, no bytes are held against each other, nothing is shot again.
 */
export async function rows({ rounds, browsers, tally: file, minutes }: RowOptions): Promise<readonly Row[]> {
  const tally = tallyIn(file);
  const end = performance.now() + minutes * 60_000;
  for (let round = 0; round < rounds; round++) {
    for (const browser of browsers) {
      const number = tally.of(browser).length;
      if (number > round || performance.now() > end) continue;
      tally.add(await oneRound(browser, number, tally));
      process.stderr.write(`  ${browser}: ${number + 1} of ${rounds} rounds\n`);
    }
  }
  return browsers.flatMap((browser) => figuresOf(browser, tally.of(browser)));
}

async function oneRound(browser: string, number: number, tally: Tally): Promise<Round> {
  const isBusy = number % 2 === 1;
  const fitting = pages.filter(({ except }) => !Object.hasOwn(except, browser));
  const wanted = fitting.map(({ page, settings }) => ({ page, settings }));
  const both = async () => [await shootFresh(wanted, browser), await shootFresh(wanted, browser)] as const;
  const [before, after] = isBusy ? await withBusyProcessor(both) : await both();
  const counts = { compared: 0, differing: 0, unstable: 0 };
  for (const [at, { name }] of fitting.entries()) {
    const [one, two] = [before[at]!, after[at]!];
    const verdict = await compare(one, two);
    if (verdict === 'equal') counts.compared++;
    else {
      process.stderr.write(`  ${browser}, round ${number + 1}, ${name}: ${verdict}\n`);
      if (one.kind === 'still' && two.kind === 'still') {
        counts.compared++;
        counts.differing++;
      } else counts.unstable++;
      if (one.kind !== 'error' && two.kind !== 'error')
        tally.keep(`${browser}-${number + 1}-${name}`, one.png, two.png);
    }
  }
  return { browser, isBusy, pages: fitting.length, shots: before.length + after.length, ...counts };
}

function figuresOf(browser: string, rounds: readonly Round[]): readonly Row[] {
  const sum = (count: (round: Round) => number) => rounds.reduce((total, round) => total + count(round), 0);
  const [shots, compared, unstable] = [sum((one) => one.shots), sum((one) => one.compared), sum((one) => one.unstable)];
  const busy = rounds.filter(({ isBusy }) => isBusy).length;
  const note = `${compared} comparisons of ${rounds[0]?.pages ?? 0} pages in ${rounds.length} rounds, ${busy} of them under load; ${shots} shots, ${unstable} pairs with a picture that was none`;
  return [
    figure(
      `false differences, ${browser}`,
      'count',
      sum((one) => one.differing),
      { must: atMost(0), note },
    ),
    figure(`pictures that were none, ${browser}`, 'count', unstable),
    figure(
      `shots skipped, ${browser}`,
      'count',
      sum((one) => one.pages * 2 - one.shots),
      { must: atMost(0) },
    ),
  ];
}

async function compare(before: Shot, after: Shot): Promise<string> {
  if (before.kind !== 'still') return `${before.kind}: ${before.message}`;
  if (after.kind !== 'still') return `${after.kind}: ${after.message}`;
  const { equal, changedPixels } = await matchPictures(before.png, after.png, comparing);
  return equal ? 'equal' : `differs in ${changedPixels} pixels`;
}
