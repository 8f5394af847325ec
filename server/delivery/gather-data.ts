import type { DataFailure, DataRequests, Json, JsonObject } from '#engine';
import type { LivePage } from './live-pages.ts';
import { askSource } from './sources/ask.ts';
import type { Connection } from './sources/connections.ts';

export interface Gathered {
  readonly data: JsonObject;
  readonly failures: Readonly<Record<string, DataFailure>>;
}

export interface DataServices {
  readonly sources: ReadonlyMap<string, Connection>;
  readonly milliseconds: number;
  /** Told of every source that failed, with the reason for the log. */
  readonly failed: (source: string, reason: string) => void;
}

/** Asks all sources of a page at once. A source that fails becomes a failure the page can show, never an exception. */
export async function gatherData(
  { manifests }: LivePage,
  requests: DataRequests['sources'],
  services: DataServices,
): Promise<Gathered> {
  const data: Record<string, Json> = {};
  const failures: Record<string, DataFailure> = {};
  await Promise.all(
    Object.entries(requests).map(async ([name, { source, args }]) => {
      const answer = await resolve(manifests, source, args, services);
      if (answer.ok) data[name] = answer.value;
      else {
        failures[name] = answer.failure;
        services.failed(source, answer.reason);
      }
    }),
  );
  return { data, failures };
}

function resolve(
  manifests: LivePage['manifests'],
  source: string,
  args: JsonObject,
  { sources, milliseconds }: DataServices,
): ReturnType<typeof askSource> {
  const connection = sources.get(source);
  if (connection) return askSource(connection, args, milliseconds);
  const example = exampleOf(manifests.sources, source);
  return Promise.resolve(
    example === undefined
      ? { ok: false, failure: { status: 'unavailable' }, reason: 'neither connected nor with an example' }
      : { ok: true, value: example },
  );
}

/** The first `examples` entry of the release's own manifest: a new page shows something before it is connected. */
function exampleOf(manifest: JsonObject | undefined, source: string): Json | undefined {
  const sources = manifest?.['sources'] as JsonObject | undefined;
  const entry = sources?.[source] as JsonObject | undefined;
  const examples = entry?.['examples'];
  return Array.isArray(examples) ? (examples[0] as Json | undefined) : undefined;
}
