import type { TraceSettings } from '../config-observability.ts';
import { noTracing, type Tracing } from './tracing.ts';

/** What it takes to make spans is loaded only where somebody collects them. */
export async function openTracing(settings: TraceSettings | null): Promise<Tracing> {
  if (settings === null) return noTracing;
  const { openTelemetry } = await import('./open-telemetry.ts');
  return openTelemetry(settings);
}
