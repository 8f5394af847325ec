const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** `300ms`, `5s` … in milliseconds; what is no duration is none. */
export function milliseconds(duration: string): number {
  const parts = /^(?<count>\d+)(?<unit>ms|s|m|h|d)$/.exec(duration)?.groups;
  return parts ? Number(parts['count']) * units[parts['unit'] as keyof typeof units] : 0;
}
