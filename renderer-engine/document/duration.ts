const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `"8s"` → 8,000 milliseconds (language.md 2.1); null for anything else. */
export function milliseconds(duration: string | undefined): number | null {
  const found = /^([0-9]{1,12})(ms|s|m|h|d)$/.exec(duration ?? '');
  return found ? Number(found[1]) * units[found[2]!]! : null;
}
