import { writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from './temporary-server.ts';

/** Sources over HTTP that answer when a test tells them to, each once per question. */
export interface ToldSources {
  /** For SOURCES_FILE. */
  readonly file: string;
  /** Waits until the source is asked, then answers. */
  answer(source: string, value: unknown): Promise<void>;
  /** Waits until the source is asked, then fails. */
  fail(source: string): Promise<void>;
  /** From now on every question is answered at once. */
  always(value: unknown): void;
  /** Settled when whoever asked does not want the answer any more. */
  left(source: string): Promise<void>;
}

export async function toldSources(names: readonly string[]): Promise<ToldSources> {
  const asked = new Map(names.map((name) => [name, waitingLine<ServerResponse>()]));
  let ready: { readonly value: unknown } | null = null;
  const server = createServer((request, response) => {
    if (ready) return void response.end(JSON.stringify(ready.value));
    asked.get(new URL(request.url ?? '/', 'http://x').pathname.slice(1))?.come(response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const file = join(await temporaryFolder(), 'sources.json');
  const sources = Object.fromEntries(names.map((name) => [name, { http: `http://${host}/${name}` }]));
  writeFileSync(file, JSON.stringify({ hosts: [host], sources }));
  const next = (source: string) => asked.get(source)!.take();
  return {
    file,
    answer: async (source, value) => void (await next(source)).end(JSON.stringify(value)),
    fail: async (source) => void (await next(source)).writeHead(500).end(),
    always: (value) => {
      ready = { value };
    },
    async left(source) {
      const response = await next(source);
      if (!response.destroyed) await new Promise((done) => response.once('close', done));
    },
  };
}

/** What came first is taken first; who is early waits. */
function waitingLine<T>() {
  const here: T[] = [];
  const wanted: ((one: T) => void)[] = [];
  return {
    come(one: T): void {
      const first = wanted.shift();
      if (first) first(one);
      else here.push(one);
    },
    take(): Promise<T> {
      const first = here.shift();
      return first === undefined ? new Promise((resolve) => wanted.push(resolve)) : Promise.resolve(first);
    },
  };
}
