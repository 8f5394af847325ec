import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type Answered, type Asked, pageOrigin } from '../tab.ts';
import { withScript } from './with-script.ts';

/**
 * Stands between a browser and the network: as its proxy it answers the page's own requests and refuses all others,
 * whatever they are for. A browser that takes no proxy loads the same pages from here as from any server.
 */
export interface PageServer {
  /** `127.0.0.1:43210`: the proxy to tell the browser. */
  readonly address: string;
  /** From now on this is the page; null: nothing is. */
  show(shown: ShownPage | null): void;
  /** For a browser that takes no proxy: documents forbid all addresses but ours, and it reports what they tried. */
  closeByPolicy(): void;
  close(): Promise<void>;
}

export interface ShownPage {
  readonly answer: (asked: Asked) => Promise<Answered>;
  /** Text of the script that runs first in every document. */
  readonly script: string;
  /** Gets every address that was refused. */
  readonly refuse: (address: string) => void;
  /** Told when a document has asked for the script. */
  readonly prepared: () => void;
}

const scriptPath = '/_studio/before.js';
const reportPath = '/_studio/refused';
const closingPolicy = `default-src 'self' 'unsafe-inline' data: blob:; report-uri ${reportPath}`;
const longestAddress = 200;
const longestBody = 1_000_000;

/** Listens on an address of this machine the browser can reach; on the loopback unless the browser is elsewhere. */
export async function servePages(host = '127.0.0.1'): Promise<PageServer> {
  let shown: ShownPage | null = null;
  let added: Readonly<Record<string, string>> = never;
  const server = createServer((request, response) => {
    // Nobody waits for this: a browser that went away is no news.
    handle(request, response, shown, added).catch(() => response.destroy());
  });
  const refuse = (address: string, socket: Duplex) => {
    shown?.refuse(address.slice(0, longestAddress));
    socket.on('error', () => {});
    socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
  };
  // Encrypted addresses are known by their host only: nothing of them may be opened to read more.
  server.on('connect', ({ url = '' }, socket) => refuse(`https://${url.replace(/:443$/, '')}/`, socket));
  server.on('upgrade', ({ url = '', headers }, socket) =>
    refuse(url.startsWith('/') ? `ws://${headers.host}${url}` : url.replace(/^http/, 'ws'), socket),
  );
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `${host.includes(':') ? `[${host}]` : host}:${port}`,
    show: (next) => {
      shown = next;
    },
    closeByPolicy: () => {
      added = { ...never, 'content-security-policy': closingPolicy };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  shown: ShownPage | null,
  added: Readonly<Record<string, string>>,
): Promise<void> {
  // A proxy is asked for whole addresses, a server for paths.
  const { origin, pathname, search, href } = new URL(request.url ?? '/', pageOrigin);
  if (!shown) return void response.writeHead(404).end();
  if (origin !== pageOrigin) {
    shown.refuse(href.slice(0, longestAddress));
    return void response.writeHead(403, { 'content-type': 'text/plain' }).end();
  }
  if (pathname === scriptPath) {
    shown.prepared();
    return void response
      .writeHead(200, { 'content-type': 'text/javascript; charset=utf-8', ...never })
      .end(shown.script);
  }
  if (pathname === reportPath) {
    shown.refuse(blockedIn((await bodyOf(request)) ?? '').slice(0, longestAddress));
    return void response.writeHead(204).end();
  }
  const kind = kindOf(request);
  const path = pathname + search;
  const names = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const);
  const headers = Object.fromEntries(names);
  const asked: Asked = { method: request.method ?? 'GET', path, kind, body: await bodyOf(request), headers };
  const { status = 200, headers: answered, body } = await shown.answer(asked);
  const isPage = kind === 'document' && /^text\/html/i.test(headerOf(answered, 'content-type'));
  const bytes = isPage ? withScript(textOf(body), scriptPath) : body;
  const own = headerOf(answered, 'content-security-policy');
  const policy = added['content-security-policy'];
  response.writeHead(status, {
    ...answered,
    ...never,
    // Two policies with a comma between both hold.
    ...(policy && kind === 'document' && { 'content-security-policy': own ? `${own}, ${policy}` : policy }),
  });
  response.end(bytes);
}

/** Whatever is kept of one page must not be seen by the next. */
const never = { 'cache-control': 'no-store' };

/** Only a navigation prefers HTML, and only a link to a sheet prefers CSS. */
function kindOf({ headers: { accept = '' } }: IncomingMessage): Asked['kind'] {
  return accept.startsWith('text/html') ? 'document' : accept.startsWith('text/css') ? 'stylesheet' : 'other';
}

/** The address in a report of a policy that was violated. */
function blockedIn(report: string): string {
  try {
    return String(JSON.parse(report)['csp-report']?.['blocked-uri'] ?? 'an address');
  } catch {
    return 'an address';
  }
}

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > longestBody) throw new Error('too much');
    parts.push(part);
  }
  return parts.length > 0 ? Buffer.concat(parts).toString('utf8') : null;
}

const headerOf = (headers: Answered['headers'], name: string): string =>
  Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1] ?? '';

const textOf = (body: Answered['body']): string =>
  typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
