import type { DataAnswer, DataRequests } from '#engine';
import type { Asked } from './gather-data.ts';

/** What is there when a page begins, and what comes while it is sent. */
export interface FirstAnswers {
  readonly here: ReadonlyMap<string, DataAnswer>;
  readonly later: Readonly<Record<string, Promise<DataAnswer>>>;
}

/** Milliseconds that a page waits for sources it could begin without: a page in one piece can be named and kept. */
const patience = 50;

/**
 * Waits for what a page cannot begin without, and a moment for what it can. Late sections never hold it back. When
 * something it needs has failed, its error view may read any of the others.
 */
export async function firstAnswers(asked: Asked, requests: DataRequests['sources']): Promise<FirstAnswers> {
  const here = new Map<string, DataAnswer>();
  const arriving = [...asked].map(async ([name, answer]) => {
    here.set(name, await answer);
    return name;
  });
  const arrivals = new Map([...asked.keys()].map((name, at) => [name, arriving[at]!]));
  const when = (wanted: (request: DataRequests['sources'][string]) => boolean) =>
    Promise.all([...arrivals].flatMap(([name, arrival]) => (wanted(requests[name]!) ? [arrival] : [])));
  const needed = await when(({ critical }) => critical);
  const isBroken = needed.some((name) => here.get(name)?.failure && !requests[name]?.optional);
  const inFlow = when(({ streamed }) => !streamed);
  await (isBroken ? inFlow : soon(inFlow));
  return { here, later: Object.fromEntries([...asked].filter(([name]) => !here.has(name))) };
}

function soon(all: Promise<unknown>): Promise<unknown> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, patience);
  return Promise.race([all, promise]).finally(() => clearTimeout(timer));
}
