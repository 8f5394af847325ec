import autocannon from 'autocannon';

/** Who is asked, and what came of it. */
export interface Asked {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const rounds = 5;
const seconds = 3;

/** Requests per second of two servers that are asked in turns, each of them the median of its rounds. */
export async function inTurns(ours: Asked, peer: Asked): Promise<readonly [ours: number, peer: number]> {
  const found: readonly [number[], number[]] = [[], []];
  for (const one of [ours, peer]) await askFor(one, seconds);
  for (let round = 0; round < rounds; round++)
    for (const [at, one] of [ours, peer].entries()) found[at]!.push(await askFor(one, seconds));
  return [median(found[0]), median(found[1])];
}

/** As much as ten connections, as many as Node keeps to a service behind it, get out of it. Throws when an answer is not as it should be. */
export async function askFor({ url, headers = {} }: Asked, duration: number): Promise<number> {
  const { requests, non2xx, errors } = await autocannon({ url, headers, connections: 10, duration });
  if (non2xx + errors > 0) throw new Error(`${url}: ${non2xx + errors} of ${requests.total} requests failed.`);
  return requests.total / duration;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
