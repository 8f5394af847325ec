/** What a server was given, and the most it needed of it since it started. */
export interface Use {
  /** Bytes. */
  readonly memory: { readonly used: number; readonly limit: number };
  /** Milliseconds; `p99` null before there were enough requests to tell. */
  readonly requests: { readonly p99: number | null; readonly timeout: number };
  readonly atOnce: { readonly most: number; readonly reserved: number };
  readonly pools: readonly { readonly name: string; readonly inUse: number; readonly most: number }[];
}

export interface Advice {
  /** Variable to change. */
  readonly variable: string;
  readonly from: number;
  readonly to: number;
  readonly why: string;
}

/** Room that is left above what was needed. */
const spare = 1.5;

/**
 * What could be lowered: memory of which less than half is used, time of which the slowest need less than 30 %, requests
 * at once and connections of which less than 70 % were needed (P14).
 */
export function sizingAdvice({ memory, requests, atOnce, pools }: Use): readonly Advice[] {
  const advice: Advice[] = [];
  const lower = (variable: string, from: number, to: number, why: string): void => {
    if (to < from) advice.push({ variable, from, to, why });
  };
  const megabytes = (bytes: number): number => Math.ceil(bytes / 2 ** 20);
  if (memory.used < memory.limit * 0.5)
    lower(
      'MEMORY_LIMIT_MEGABYTES',
      megabytes(memory.limit),
      Math.max(64, Math.ceil((megabytes(memory.used) * spare) / 64) * 64),
      `${megabytes(memory.used)} MB are used.`,
    );
  if (requests.p99 !== null && requests.p99 < requests.timeout * 0.3)
    lower(
      'REQUEST_TIMEOUT_SECONDS',
      requests.timeout / 1_000,
      Math.max(10, Math.ceil(requests.p99 / 300)),
      `99 of 100 requests take at most ${Math.ceil(requests.p99)} ms.`,
    );
  if (atOnce.most < atOnce.reserved * 0.7)
    lower(
      'REQUESTS_AT_ONCE',
      atOnce.reserved,
      Math.max(50, Math.ceil(atOnce.most * spare)),
      `At most ${atOnce.most} were worked on at once.`,
    );
  for (const { name, inUse, most } of pools)
    if (inUse < most * 0.7)
      lower(
        name === 'redis' ? 'REDIS_CONNECTIONS' : 'DATABASE_CONNECTIONS',
        most,
        Math.max(2, Math.ceil(inUse * spare)),
        `${inUse} of ${most} connections (${name}) are at work now.`,
      );
  return advice;
}
