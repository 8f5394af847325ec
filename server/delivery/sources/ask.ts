import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { DataFailure, Json, JsonObject } from '#engine';
import { nestsDeeperThan } from '../../json-depth.ts';
import type { Outgoing } from '../../outgoing/outgoing.ts';
import type { NoAnswer, Patience } from '../../outgoing/send-once.ts';
import type { Connection } from './connections.ts';
import type { KeptAnswers } from './kept-answers.ts';

/** By which sources and calls are asked. */
export interface Asking {
  readonly outgoing: Outgoing;
  /** Earlier answers of sources that may stand in for later ones. */
  readonly kept: KeptAnswers;
}

export type Answer =
  /** `stale` says why it is an earlier one. */
  | { readonly ok: true; readonly value: Json; readonly stale?: string }
  | { readonly ok: false; readonly failure: DataFailure; readonly reason: string };

/** Most bytes taken from one answer. */
const largest = 5 * 1_024 * 1_024;
/** Levels of one answer: no page shows more, and whoever walks it recurses. */
const deepest = 256;

/**
 * Asks a source for data: arguments go into the query, lists by repeated name. `gone` ends the wait when nobody wants
 * the answer any more. Where the source is down, an answer it gave before will do for as long as its connection says.
 * Never throws.
 */
export async function askSource(
  { outgoing, kept }: Asking,
  connection: Connection,
  args: JsonObject,
  patience: Patience,
  gone?: AbortSignal,
): Promise<Answer> {
  if (connection.kind === 'file') return readSource(connection.path);
  const { headers, stale = 0 } = connection;
  const url = new URL(connection.url);
  for (const [name, value] of Object.entries(args))
    for (const item of Array.isArray(value) ? value : [value])
      if (item !== null) url.searchParams.append(name, typeof item === 'object' ? JSON.stringify(item) : String(item));
  // What a source answers depends on who asks, too.
  const key = JSON.stringify([url.href, headers]);
  const fetched = await fetchText(outgoing, url, { headers, patience, gone });
  const answer = 'text' in fetched ? parse(fetched.text) : fetched;
  if (answer.ok) {
    if (stale > 0 && 'text' in fetched) kept.keep(key, fetched.text);
    return answer;
  }
  const isDown = answer.failure.status === 'unavailable' || answer.failure.status === 'timeout';
  const earlier = stale > 0 && isDown && gone?.aborted !== true ? kept.find(key, stale) : null;
  return earlier === null ? answer : { ...(parse(earlier) as Extract<Answer, { ok: true }>), stale: answer.reason };
}

/** What a call came to: its result, or a status as HTTP says it with what is wrong with single fields. */
export type CallAnswer =
  | { readonly ok: true; readonly value: Json }
  | {
      readonly ok: false;
      readonly status: number;
      readonly errors: readonly { readonly at: string; readonly message: string }[];
      readonly reason: string;
    };

/** Makes a call: arguments go as a JSON body. Never throws. */
export async function makeCall(
  asking: Pick<Asking, 'outgoing'>,
  connection: HttpConnection,
  args: JsonObject,
  patience: Patience,
): Promise<CallAnswer> {
  const sent = await send(asking, connection, args, patience);
  if (!sent.ok) return { ok: false, status: sent.status, errors: [], reason: sent.reason };
  const { response, status } = sent;
  const text = await bounded(response).catch(() => null);
  const answer = text === null ? failed('invalid', 'the answer cannot be read') : parse(text);
  if (isGood(status)) return answer.ok ? answer : { ok: false, status: 502, errors: [], reason: answer.reason };
  const errors = answer.ok ? errorsIn(answer.value) : [];
  return { ok: false, status, errors, reason: `status ${status}` };
}

/** A file as a call makes it: not read here, only handed on. */
export type Download =
  | {
      readonly ok: true;
      readonly type: string;
      readonly name: string | null;
      readonly body: Readable;
    }
  | { readonly ok: false; readonly reason: string };

/** As `makeCall`, for a call whose answer is a file. */
export async function openDownload(
  asking: Pick<Asking, 'outgoing'>,
  connection: HttpConnection,
  args: JsonObject,
  patience: Patience,
): Promise<Download> {
  const sent = await send(asking, connection, args, patience);
  if (!sent.ok) return sent;
  const { response, status } = sent;
  if (!isGood(status)) {
    response.destroy();
    return { ok: false, reason: `status ${status}` };
  }
  const type = response.headers['content-type'] ?? 'application/octet-stream';
  const name = /filename="([^"]*)"/.exec(response.headers['content-disposition'] ?? '')?.[1] ?? null;
  return { ok: true, type, name, body: response };
}

type HttpConnection = Extract<Connection, { kind: 'http' }>;

const isGood = (status: number): boolean => status >= 200 && status < 300;

async function send(
  { outgoing }: Pick<Asking, 'outgoing'>,
  { url, headers: own }: HttpConnection,
  args: JsonObject,
  patience: Patience,
) {
  try {
    const headers = { ...own, 'content-type': 'application/json' };
    const body = JSON.stringify(args);
    const response = await outgoing.send({ url: new URL(url), method: 'POST', headers, body, patience });
    const status = response.statusCode ?? 0;
    if (!isRedirect(status)) return { ok: true, response, status } as const;
    response.destroy();
    return { ok: false, status: 502, reason: redirected } as const;
  } catch (error) {
    const { kind, message } = error as NoAnswer;
    return { ok: false, status: kind === 'timeout' ? 504 : 502, reason: message } as const;
  }
}

/** It could lead to a host that is not allowed. */
const isRedirect = (status: number): boolean => status >= 300 && status < 400;
const redirected = 'it answers with a redirect, which is not followed';

/** `{ "errors": [{ "at": "/qty", "message": "…" }] }`, as far as it is that. */
function errorsIn(value: Json): readonly { readonly at: string; readonly message: string }[] {
  const list = value !== null && typeof value === 'object' ? (value as JsonObject)['errors'] : null;
  if (!Array.isArray(list)) return [];
  return (list as readonly Json[]).slice(0, 100).flatMap((item) => {
    const { at, message } = (item ?? {}) as JsonObject;
    return typeof at === 'string' && typeof message === 'string' ? [{ at, message }] : [];
  });
}

async function readSource(path: string): Promise<Answer> {
  try {
    return parse(await readFile(path, 'utf8'));
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return failed(isMissing ? 'unavailable' : 'invalid', (error as Error).message);
  }
}

async function fetchText(
  outgoing: Outgoing,
  url: URL,
  how: {
    readonly headers: Readonly<Record<string, string>>;
    readonly patience: Patience;
    readonly gone?: AbortSignal | undefined;
  },
): Promise<{ readonly text: string } | Extract<Answer, { ok: false }>> {
  try {
    const response = await outgoing.send({ url, method: 'GET', ...how });
    const status = response.statusCode ?? 0;
    if (!isGood(status)) {
      response.destroy();
      return failed(byStatus[status] ?? 'unavailable', isRedirect(status) ? redirected : `status ${status}`);
    }
    const text = await bounded(response);
    return text === null ? failed('invalid', 'the answer is too large') : { text };
  } catch (error) {
    const { kind, message } = error as NoAnswer;
    return failed(kind === 'timeout' ? 'timeout' : 'unavailable', message);
  }
}

const byStatus: Readonly<Record<number, DataFailure['status']>> = {
  401: 'forbidden',
  403: 'forbidden',
  404: 'notFound',
  408: 'timeout',
  410: 'notFound',
  504: 'timeout',
};

const failed = (status: DataFailure['status'], reason: string): Extract<Answer, { ok: false }> => ({
  ok: false,
  failure: { status },
  reason,
});

/** Leaving the loop closes the connection: nobody reads on. */
async function bounded(response: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largest) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): Answer {
  if (nestsDeeperThan(deepest, text)) return failed('invalid', `the answer nests deeper than ${deepest} levels`);
  try {
    return { ok: true, value: text === '' ? null : JSON.parse(text) };
  } catch {
    return failed('invalid', 'the answer is no JSON');
  }
}
