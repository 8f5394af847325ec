import { readFile } from 'node:fs/promises';
import type { DataFailure, Json, JsonObject } from '#engine';
import type { Connection } from './connections.ts';

export type Answer =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly failure: DataFailure; readonly reason: string };

/** Most bytes taken from one answer. */
const largest = 5 * 1_024 * 1_024;

/** Asks a source for data: arguments go into the query, lists by repeated name. Never throws. */
export async function askSource(connection: Connection, args: JsonObject, milliseconds: number): Promise<Answer> {
  if (connection.kind === 'file') return readSource(connection.path);
  const url = new URL(connection.url);
  for (const [name, value] of Object.entries(args))
    for (const item of Array.isArray(value) ? value : [value])
      if (item !== null) url.searchParams.append(name, typeof item === 'object' ? JSON.stringify(item) : String(item));
  return fetchJson(url, { headers: connection.headers }, milliseconds);
}

/** Makes a call: arguments go as a JSON body. Never throws. */
export async function makeCall(
  connection: Extract<Connection, { kind: 'http' }>,
  args: JsonObject,
  milliseconds: number,
): Promise<Answer> {
  const headers = { ...connection.headers, 'content-type': 'application/json' };
  return fetchJson(new URL(connection.url), { method: 'POST', headers, body: JSON.stringify(args) }, milliseconds);
}

async function readSource(path: string): Promise<Answer> {
  try {
    return { ok: true, value: JSON.parse(await readFile(path, 'utf8')) };
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return failed(isMissing ? 'unavailable' : 'invalid', (error as Error).message);
  }
}

async function fetchJson(url: URL, init: RequestInit, milliseconds: number): Promise<Answer> {
  try {
    // A redirect could lead to a host that is not allowed.
    const options = { ...init, redirect: 'error', signal: AbortSignal.timeout(milliseconds) } as const;
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
  try {
    return { ok: true, value: text === '' ? null : JSON.parse(text) };
  } catch {
    return failed('invalid', 'the answer is no JSON');
  }
}
