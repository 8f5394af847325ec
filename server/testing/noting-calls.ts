import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JsonObject } from '#engine';
import { type Connections, noConnections } from '../delivery/sources/connections.ts';
import type { AtEnd } from './temporary-server.ts';

/** A backend that answers every call with `{}`, and notes its arguments. */
export interface NotedCalls {
  readonly connections: Connections;
  readonly manifests: JsonObject;
  readonly calls: readonly { readonly call: string; readonly args: JsonObject }[];
  /** Calls are noted anew. */
  forget(): void;
}

export async function noteCalls(names: readonly string[], atEnd: AtEnd): Promise<NotedCalls> {
  const calls: { call: string; args: JsonObject }[] = [];
  const server = createServer(async (incoming, response) => {
    let body = '';
    for await (const chunk of incoming) body += chunk;
    calls.push({ call: (incoming.url ?? '').slice(1), args: JSON.parse(body) as JsonObject });
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  atEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const at = (name: string) => ({ kind: 'http', url: `http://127.0.0.1:${port}/${name}`, headers: {} }) as const;
  const any = { version: '1.0.0', args: { type: 'object' }, result: { type: 'object' } };
  return {
    connections: { ...noConnections, calls: new Map(names.map((name) => [name, at(name)])) },
    manifests: { calls: { calls: Object.fromEntries(names.map((name) => [name, any])) } },
    calls,
    forget: () => void calls.splice(0),
  };
}
