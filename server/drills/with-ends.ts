import type { AtEnd } from '../testing/temporary-server.ts';

/** Runs what needs processes and folders, and does what is to be done at its end, the newest first. */
export async function withEnds<Value>(run: (atEnd: AtEnd) => Promise<Value>): Promise<Value> {
  const ends: (() => void | Promise<void>)[] = [];
  try {
    return await run((end) => void ends.push(end));
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** Throws when it does not hold. */
export function hold(holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new Error(sentence);
}

/** The text of a good answer; throws with that of another one. */
export async function taken(reply: Response, otherwise: string): Promise<string> {
  const text = await reply.text();
  hold(reply.ok, `${otherwise}: ${reply.status} ${text}`);
  return text;
}
