import { readFile } from 'node:fs/promises';
import type { DataFailure, Json, JsonObject } from '#engine';
import { nestsDeeperThan } from '../../json-depth.ts';
import type { Connection } from './connections.ts';

export type Answer =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly failure: DataFailure; readonly reason: string };

/** Most bytes taken from one answer. */
const largest = 5 * 1_024 * 1_024;
/** Levels of one answer: no page shows more, and whoever walks it recurses. */
const deepest = 256;

/**
 * Asks a source for data: arguments go into the query, lists by repeated name. `gone` ends the wait when nobody wants
 * the answer any more. Never throws.
 */
export async function askSource(
  connection: Connection,
  args: JsonObject,
  milliseconds: number,
  gone?: AbortSignal,
): Promise<Answer> {
  if (connection.kind === 'file') return readSource(connection.path);
  const url = new URL(connection.url);
  for (const [name, value] of Object.entries(args))
    for (const item of Array.isArray(value) ? value : [value])
      if (item !== null) url.searchParams.append(name, typeof item === 'object' ? JSON.stringify(item) : String(item));
  return fetchJson(url, { headers: connection.headers }, milliseconds, gone);
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
  connection: HttpConnection,
  args: JsonObject,
  milliseconds: number,
): Promise<CallAnswer> {
  const sent = await send(connection, args, milliseconds);
  if (!sent.ok) return { ok: false, status: sent.status, errors: [], reason: sent.reason };
  const { response } = sent;
  const text = await bounded(response).catch(() => null);
  const answer = text === null ? failed('invalid', 'the answer cannot be read') : parse(text);
  if (response.ok) return answer.ok ? answer : { ok: false, status: 502, errors: [], reason: answer.reason };
  const errors = answer.ok ? errorsIn(answer.value) : [];
  return { ok: false, status: response.status, errors, reason: `status ${response.status}` };
}

/** A file as a call makes it: not read here, only handed on. */
export type Download =
  | {
      readonly ok: true;
      readonly type: string;
      readonly name: string | null;
      readonly body: ReadableStream<Uint8Array>;
    }
  | { readonly ok: false; readonly reason: string };

/** As `makeCall`, for a call whose answer is a file. */
export async function openDownload(
  connection: HttpConnection,
  args: JsonObject,
  milliseconds: number,
): Promise<Download> {
  const sent = await send(connection, args, milliseconds);
  if (!sent.ok) return sent;
  const { response } = sent;
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    return { ok: false, reason: `status ${response.status}` };
  }
  const type = response.headers.get('content-type') ?? 'application/octet-stream';
  const name = /filename="([^"]*)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? null;
  return { ok: true, type, name, body: response.body as ReadableStream<Uint8Array> };
}

type HttpConnection = Extract<Connection, { kind: 'http' }>;

async function send({ url, headers: own }: HttpConnection, args: JsonObject, milliseconds: number) {
  try {
    const headers = { ...own, 'content-type': 'application/json' };
    // A redirect could lead to a host that is not allowed.
    const options = { redirect: 'error', signal: AbortSignal.timeout(milliseconds) } as const;
    const response = await fetch(new URL(url), { method: 'POST', headers, body: JSON.stringify(args), ...options });
    return { ok: true, response } as const;
  } catch (error) {
    const late = (error as Error).name === 'TimeoutError';
    const reason = late ? `no answer within ${milliseconds} ms` : (error as Error).message;
    return { ok: false, status: late ? 504 : 502, reason } as const;
  }
}

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

async function fetchJson(url: URL, init: RequestInit, milliseconds: number, gone?: AbortSignal): Promise<Answer> {
  try {
    const timeout = AbortSignal.timeout(milliseconds);
    const signal = gone ? AbortSignal.any([timeout, gone]) : timeout;
    // A redirect could lead to a host that is not allowed.
    const options = { ...init, redirect: 'error', signal } as const;
    const response = await fetch(url, options);
    if (!response.ok) {
      await response.body?.cancel();
      return failed(byStatus[response.status] ?? 'unavailable', `status ${response.status}`);
    }
    const text = await bounded(response);
    return text === null ? failed('invalid', 'the answer is too large') : parse(text);
  } catch (error) {
    return (error as Error).name === 'TimeoutError'
      ? failed('timeout', `no answer within ${milliseconds} ms`)
      : failed('unavailable', (error as Error).message);
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

const failed = (status: DataFailure['status'], reason: string): Answer => ({ ok: false, failure: { status }, reason });

async function bounded(response: Response): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
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
