import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AtEnd } from './temporary-server.ts';

/** A server of somebody else, that notes what it is sent and answers as it is told. */
export interface Receiver {
  readonly url: string;
  /** `127.0.0.1:<port>` */
  readonly host: string;
  readonly received: readonly Received[];
  /** Statuses of the next answers, with headers; 200 once there is none. */
  answer(...answers: readonly (number | readonly [number, Readonly<Record<string, string>>])[]): void;
  /** What the next requests wait for. */
  hold(until: Promise<unknown>): void;
}

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export async function receiver(atEnd: AtEnd): Promise<Receiver> {
  const received: Received[] = [];
  const answers: (number | readonly [number, Readonly<Record<string, string>>])[] = [];
  let held: Promise<unknown> = Promise.resolve();
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    received.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body });
    await held;
    const [status, headers] = [answers.shift() ?? 200].flat() as [number, Record<string, string>?];
    response.writeHead(status, headers).end('{}');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  atEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}`,
    host,
    received,
    answer: (...more) => void answers.push(...more),
    hold(until) {
      held = until;
    },
  };
}
