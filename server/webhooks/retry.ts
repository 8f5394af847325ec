/** Milliseconds until what failed so many times is tried again: 2 s, 4 s, 8 s and so on, and up to one more by chance. */
export const retryAfter = (attempts: number, random: () => number): number => (2 ** attempts + random()) * 1_000;

/** What an answer says about trying again. */
export function verdictOf(status: number): 'delivered' | 'later' | 'never' {
  if (status >= 200 && status < 300) return 'delivered';
  // Too slow, too early, too many, or something of theirs is broken: time may mend it. Nothing else does.
  return status === 408 || status === 425 || status === 429 || status >= 500 ? 'later' : 'never';
}

/** Milliseconds that a target asks for by `Retry-After`; 0 for none, at most an hour. */
export function askedFor(header: string | undefined, now: Date): number {
  if (header === undefined) return 0;
  const wait = /^\d{1,9}$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now.getTime();
  return Number.isFinite(wait) ? Math.min(3_600_000, Math.max(0, wait)) : 0;
}
