import type { HealthReport } from '../observability/health.ts';

const tones = { healthy: 'success', degraded: 'warning', unhealthy: 'danger' } as const;
const toneOf = (status: string) => tones[status as keyof typeof tones] ?? 'warning';

/** The report for operators, in words. */
export function healthView({ status, version, uptimeSeconds, time, checks }: HealthReport) {
  return {
    status: status ?? 'unhealthy',
    tone: toneOf(status ?? ''),
    version,
    running: spoken(uptimeSeconds),
    at: time,
    checks: Object.entries(checks as Record<string, { readonly status: string }>).map(
      ([name, { status, ...figures }]) => ({
        name: name.charAt(0).toUpperCase() + name.slice(1),
        status,
        tone: toneOf(status),
        facts: factsOf(figures).join(' · ') || '–',
      }),
    ),
  };
}

/** `kind: sqlite` and so on; what is empty says nothing. */
function factsOf(figures: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(figures).flatMap(([name, value]) => {
    if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
      return [];
    if (Array.isArray(value)) return value.map((one) => shownAs(name, one));
    return [shownAs(name, value)];
  });
}

function shownAs(name: string, value: unknown): string {
  if (typeof value === 'number') return `${name}: ${Number.isInteger(value) ? value : Number(value.toPrecision(3))}`;
  if (typeof value !== 'object' || value === null) return `${name}: ${String(value)}`;
  const parts = Object.entries(value).map(([key, part]) => shownAs(key, part));
  return `${name}: ${parts.join(', ')}`;
}

function spoken(seconds: number): string {
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3_600) % 24,
    Math.floor(seconds / 60) % 60,
  ];
  if (days > 0) return `${days} d ${hours} h`;
  return hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min ${seconds % 60} s`;
}
