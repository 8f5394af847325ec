import { matchPictures } from '../../diff/match.ts';
import { nodeChanges } from '../../nodes/node-changes.ts';
import { type Mutation, mutations } from '../mutations.ts';
import { benchPages, shotOf } from '../pages.ts';
import { atLeast, atMost, figure, type Row } from '../row.ts';
import { comparing } from '../same-settings.ts';
import { shootAll, type Taken } from '../shooting.ts';

const count = 200;
/** Pictures kept in memory at once. */
const batch = 20;

/**
 * Small mistakes planted one at a time. Each is shot fresh beside a fresh picture of the page without it; nothing is
 * kept, no bytes are held against each other, nothing is shot again. Found is one whose pixels differ, and whose node is
 * the cause named first.
 */
export async function rows(): Promise<readonly Row[]> {
  const known = await shootAll(benchPages.map((page) => shotOf(page)));
  const shapes = new Map(benchPages.map(({ name }, at) => [name, known[at]!.nodes]));
  const planted = mutations(count, shapes);
  const missed: string[] = [];
  const elsewhere: string[] = [];
  let shots = 0;
  for (let at = 0; at < planted.length; at += batch) {
    const some = planted.slice(at, at + batch);
    const taken = await shootAll(
      some.flatMap((mutation) => [shotOf(mutation.page), shotOf(mutated(mutation), mutation.css)]),
    );
    shots += taken.length;
    for (const [index, mutation] of some.entries()) {
      const verdict = await found(taken[index * 2]!, taken[index * 2 + 1]!, mutation);
      const name = `${mutation.kind} of ${mutation.page.name}/${mutation.node}`;
      if (verdict === 'missed') missed.push(name);
      else if (verdict !== 'found') elsewhere.push(`${name}: ${verdict}`);
    }
    process.stderr.write(`  ${Math.min(planted.length, at + batch)} of ${planted.length}, ${missed.length} missed\n`);
  }
  for (const name of [...missed.map((one) => `missed: ${one}`), ...elsewhere]) process.stderr.write(`  ${name}\n`);
  const share = 1 - (missed.length + elsewhere.length) / planted.length;
  const note = `${planted.length} mutations, ${missed.length} not seen, ${elsewhere.length} seen at another node`;
  return [
    figure('mutations found by their pixels, at the right node', 'share', share, { must: atLeast(0.99), note }),
    figure('shots taken for it', 'count', shots, { note: 'two fresh ones each' }),
    figure('shots skipped', 'count', planted.length * 2 - shots, { must: atMost(0) }),
  ];
}

const mutated = ({ page, body }: Mutation) => ({ ...page, body });

async function found(before: Taken, after: Taken, { node }: Mutation): Promise<string> {
  const comparison = await matchPictures(before.png, after.png, comparing);
  if (comparison.equal) return 'missed';
  const { runs, clusters } = comparison;
  const { changes } = nodeChanges({ before: before.nodes, after: after.nodes, runs, dpr: 1, clusters });
  const [first] = changes;
  return first?.node === node ? 'found' : `${first?.kind} ${first?.node}`;
}
