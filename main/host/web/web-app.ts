import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Report } from '../../rpc/report.ts';
import { serveContract } from '../../rpc/serve-contract.ts';
import type { Studio } from '../../studio.ts';
import { contentSecurityPolicy, type ServedFile } from '../app-files.ts';
import { streamEvents } from './event-stream.ts';
import { isOurHost, isOurPage, isOurWindow } from './guards.ts';
import type { Session } from './session.ts';

export interface WebAppOptions {
  readonly studio: Studio;
  readonly session: Session;
  readonly port: number;
  /** The built window; null when there is none. */
  readonly files: ((address: string) => ServedFile | null) | null;
  readonly report: Report;
}

/** The 20 million characters a document may have, escaped. */
const bodyLimit = 64 * 1024 * 1024;

/** The same window and contract as on the desktop, for one browser on this machine. */
export function createWebApp({ studio, session, port, files, report }: WebAppOptions): FastifyInstance {
  const app = Fastify({ bodyLimit, forceCloseConnections: true });
  const answer = serveContract<FastifyRequest>({ handlers: studio.handlers, isOurs: isOurWindow, report });

  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    });
    if (!isOurHost(request.headers.host, port)) return say(reply, 421, 'This host answers to 127.0.0.1 only.');
    if (isOpen(request)) return;
    if (!session.admits(request.headers.cookie)) {
      return say(
        reply,
        401,
        'Open the address that Schema Studio printed when it started. It works once; start again for a new one.',
      );
    }
  });

  app.post<{ Params: { name: string } }>('/call/:name', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    return answer(request, request.params.name, request.body);
  });
  app.get('/events', (request, reply) => {
    if (!isOurPage(request)) return say(reply, 403, 'Events are for our own window.');
    streamEvents(reply, studio.on);
  });
  app.get<{ Params: { file: string } }>('/pictures/:file', async (request, reply) => {
    const hash = /^(sha256-[A-Za-z0-9_-]{43})\.png$/.exec(request.params.file)?.[1];
    const png = hash && isOurPage(request) ? studio.picture(hash) : null;
    if (!png) return say(reply, 404, 'There is no such picture.');
    return reply.header('cache-control', 'private, max-age=31536000, immutable').type('image/png').send(png);
  });
  app.get('/*', async (request, reply) => serveFile(request, reply));
  return app;

  async function serveFile(request: FastifyRequest, reply: FastifyReply) {
    const { pathname, searchParams } = addressOf(request);
    if (pathname === '/' && searchParams.has('token')) return signIn(reply, searchParams.get('token') ?? '');
    if (isAsset(pathname)) return serveAsset(pathname, reply);
    if (!files) return say(reply, 503, 'The app is not built yet. Run "npm run build" and load this page again.');
    const file = files(pathname);
    return file ? reply.type(file.type).send(Buffer.from(file.bytes)) : say(reply, 404, 'There is nothing here.');
  }

  /** The frame of a preview has no origin and sends no cookie, yet needs its fonts and pictures. */
  async function serveAsset(pathname: string, reply: FastifyReply) {
    const asset = await studio.asset(pathname);
    if (!asset) return say(reply, 404, 'There is no such file.');
    reply.headers({ 'access-control-allow-origin': '*', 'content-security-policy': "default-src 'none'; sandbox" });
    return reply.type(asset.type).send(Buffer.from(asset.bytes));
  }

  function signIn(reply: FastifyReply, token: string) {
    const cookie = session.exchange(token);
    if (!cookie)
      return say(reply, 401, 'This address was used already, or is wrong. Start Schema Studio again for a new one.');
    return reply.header('set-cookie', cookie).header('cache-control', 'no-store').redirect('/', 303);
  }
}

const isAsset = (pathname: string) => pathname.includes('/_ui/assets/');

/** The exchange itself and the assets of previews are reached without a session. */
function isOpen(request: FastifyRequest): boolean {
  const { pathname, searchParams } = addressOf(request);
  return request.method === 'GET' && (isAsset(pathname) || (pathname === '/' && searchParams.has('token')));
}

const nowhere = { pathname: '', searchParams: new URLSearchParams() };

/** Where a request goes. A path such as `//` reads as an address without a host and leads nowhere. */
const addressOf = ({ url }: FastifyRequest): Pick<URL, 'pathname' | 'searchParams'> =>
  URL.parse(url, 'http://host') ?? nowhere;

const say = (reply: FastifyReply, status: number, sentence: string) =>
  reply.code(status).type('text/plain; charset=utf-8').send(`${sentence}\n`);
