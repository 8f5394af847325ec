import type { DataAnswer, DataFailure, DataRequests, Json, JsonObject } from '#engine';
import type { Patience } from '../outgoing/send-once.ts';
import type { LivePage } from './live-pages.ts';
import { type Asking, askSource } from './sources/ask.ts';
import type { Connection } from './sources/connections.ts';

export interface Gathered {
  readonly data: JsonObject;
  readonly failures: Readonly<Record<string, DataFailure>>;
}

/** Answers on their way, by data name. None of them ever rejects. */
export type Asked = ReadonlyMap<string, Promise<DataAnswer>>;

export interface DataServices {
  readonly sources: ReadonlyMap<string, Connection>;
  readonly asking: Asking;
  readonly patience: Patience;
  /** Told of every source that failed, with the reason for the log. */
  readonly failed: (source: string, reason: string) => void;
  /** Ends the wait when nobody wants the answers any more. */
  readonly gone?: AbortSignal | undefined;
}

/** Asks all these sources at once. A source that fails becomes a failure the page can show, never an exception. */
export const askSources = ({ manifests }: LivePage, requests: DataRequests['sources'], services: DataServices): Asked =>
  new Map(
    Object.entries(requests).map(([name, { source, args }]) => [
      name,
      resolve(manifests, source, args, services).then((answer): DataAnswer => {
        if (answer.ok) {
          if (answer.stale !== undefined) services.failed(source, `${answer.stale}; an earlier answer stands in`);
          return { data: answer.value };
        }
        if (!services.gone?.aborted) services.failed(source, answer.reason);
        return { failure: answer.failure };
      }),
    ]),
  );

/** All of them, when the last one is there. */
export async function gatherData(
  page: LivePage,
  requests: DataRequests['sources'],
  services: DataServices,
): Promise<Gathered> {
  const asked = [...askSources(page, requests, services)];
  return sortAnswers(await Promise.all(asked.map(async ([name, answer]) => [name, await answer] as const)));
}

export function sortAnswers(answers: Iterable<readonly [string, DataAnswer]>): Gathered {
  const data: Record<string, Json> = {};
  const failures: Record<string, DataFailure> = {};
  for (const [name, answer] of answers) {
    if (answer.failure) failures[name] = answer.failure;
    else data[name] = answer.data;
  }
  return { data, failures };
}

function resolve(
  manifests: LivePage['manifests'],
  source: string,
  args: JsonObject,
  { sources, asking, patience, gone }: DataServices,
): ReturnType<typeof askSource> {
  const connection = sources.get(source);
  if (connection) return askSource(asking, connection, args, patience, gone);
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
