import { request as plainRequest } from 'node:http';
import { connect } from 'node:net';
import { certificateOf, handshake } from './certificate-age.ts';
import { cannotTell, checked, type Finding, hasFailed, isDone } from './finding.ts';
import { headersOf } from './running-checks.ts';

/** Everything that can be told of a server by asking it as a stranger. */
export async function serverFindings(url: URL): Promise<readonly Finding[]> {
  const server = { url: url.href, tokenFile: null };
  return [
    ...(url.protocol === 'https:' ? await transportFindings(url) : [plainFinding(url)]),
    await checked('headers', () => headersOf(server)),
    await checked('authentication', () => authentication(url)),
    await checked('tokens', () => forgedTokens(url)),
    await checked('sign-in limit', () => bodyLimits(url)),
    await checked('header limit', () => headerLimit(url)),
    await checked('CORS', () => cors(url)),
    await checked('exposed secrets', () => exposed(url)),
    await checked('words of errors', () => quietErrors(url)),
  ];
}

const isNear = ({ hostname }: URL): boolean => /^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname);

const plainFinding = (url: URL): Finding =>
  isNear(url)
    ? cannotTell('TLS', 'It is asked on this machine without TLS; ask its public address as well.')
    : hasFailed('TLS', 'It speaks plain HTTP to others. Set TLS_CERT and TLS_KEY, or end TLS in a proxy.');

export async function transportFindings(url: URL): Promise<readonly Finding[]> {
  // Old versions are not offered by our side either, unless it is asked to.
  const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' } as const;
  const refusesOld = await handshake(url, old).then(
    ({ protocol }) => protocol,
    () => '',
  );
  const weak = {
    maxVersion: 'TLSv1.2',
    ciphers: 'AES128-GCM-SHA256:AES256-SHA:ECDHE-RSA-AES128-SHA:ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0',
  } as const;
  const takesWeak = await handshake(url, weak).then(
    ({ cipher }) => cipher,
    () => '',
  );
  const version = (maxVersion: 'TLSv1.2' | 'TLSv1.3') =>
    handshake(url, { minVersion: maxVersion, maxVersion }).then(
      () => true,
      () => false,
    );
  const [two, three] = [await version('TLSv1.2'), await version('TLSv1.3')];
  return [
    refusesOld
      ? hasFailed('TLS 1.1', `It is accepted (${refusesOld}). Allow 1.2 and 1.3 only.`)
      : isDone('TLS 1.1', 'It is refused.'),
    two && three
      ? isDone('TLS 1.2 and 1.3', 'Both are spoken.')
      : hasFailed('TLS 1.2 and 1.3', `1.2: ${two ? 'yes' : 'no'}, 1.3: ${three ? 'yes' : 'no'}.`),
    takesWeak
      ? hasFailed('ciphers', `${takesWeak} is accepted, which is not forward-secret and authenticated.`)
      : isDone('ciphers', 'Weak ones are refused.'),
    await checked('certificate', () => certificateOf(url)),
    await checked('HTTP/2', async () => {
      const { alpn } = await handshake(url, { ALPNProtocols: ['h2', 'http/1.1'] });
      return alpn === 'h2' ? isDone('HTTP/2', 'It is spoken.') : hasFailed('HTTP/2', 'It is not offered.');
    }),
    await checked('plain HTTP', () => plainOnSamePort(url)),
  ];
}

/** The port of TLS must not answer plain HTTP with content. */
const plainOnSamePort = (url: URL): Promise<Finding> =>
  new Promise((resolve) => {
    const asked = plainRequest({ host: url.hostname, port: url.port || 443, path: '/', timeout: 5_000 }, (reply) => {
      reply.resume();
      const status = reply.statusCode ?? 0;
      resolve(
        status >= 200 && status < 300
          ? hasFailed('plain HTTP', 'It answers pages without TLS.')
          : isDone('plain HTTP', `It is turned away (${status}).`),
      );
    });
    asked.once('timeout', () => asked.destroy());
    asked.once('error', () => resolve(isDone('plain HTTP', 'It is turned away.')));
    asked.end();
  });

const send = (url: URL, path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(new URL(path, url), { redirect: 'manual', signal: AbortSignal.timeout(10_000), ...init });

const closed = ['/api/v1/releases', '/api/v1/people', '/api/v1/keys', '/api/v1/tokens', '/health', '/metrics'];

/** What needs a permission must ask who is there. */
async function authentication(url: URL): Promise<Finding> {
  const open: string[] = [];
  for (const path of closed) if ((await send(url, path)).status < 300) open.push(path);
  const changes = await send(url, '/api/v1/releases', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  if (![401, 403, 429].includes(changes.status)) open.push(`POST /api/v1/releases (${changes.status})`);
  if (open.length === 0) return isDone('authentication', `${closed.length + 1} addresses ask who is there.`);
  const loopbackOnly = open.every((path) => path === '/metrics');
  return loopbackOnly && isNear(url)
    ? cannotTell('authentication', '/metrics is open on this machine; ask the public address as well.')
    : hasFailed('authentication', `Open to everybody: ${open.join(', ')}.`);
}

async function forgedTokens(url: URL): Promise<Finding> {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = part({ sub: 'admin', aud: 'api', exp: 9_999_999_999 });
  const forged = [
    `${part({ alg: 'none' })}.${claims}.`,
    `${part({ alg: 'HS256' })}.${claims}.AAAA`,
    'A'.repeat(43),
    'admin',
  ];
  for (const token of forged) {
    const { status } = await send(url, '/api/v1/releases', { headers: { authorization: `Bearer ${token}` } });
    if (status !== 401 && status !== 429 && status !== 403)
      return hasFailed('tokens', `A forged one was answered with ${status}.`);
  }
  return isDone('tokens', 'Forged ones are refused.');
}

/** Anybody may send a sign-in, so that is what has to be small. */
async function bodyLimits(url: URL): Promise<Finding> {
  const headers = { 'content-type': 'application/json' };
  const { status } = await send(url, '/api/v1/sign-in', {
    method: 'POST',
    headers,
    body: JSON.stringify({ name: 'x'.repeat(12_000_000) }),
  }).catch(() => ({ status: 413 }));
  return [400, 403, 413, 429].includes(status)
    ? isDone('sign-in limit', `12 MB are refused (${status}).`)
    : hasFailed('sign-in limit', `12 MB were taken (${status}).`);
}

async function headerLimit(url: URL): Promise<Finding> {
  if (url.protocol === 'https:') {
    const big = await send(url, '/', { headers: { 'x-filling': 'x'.repeat(40_000) } }).then(
      ({ status }) => status,
      () => 431,
    );
    return big >= 400
      ? isDone('header limit', `40 KB are refused (${big}).`)
      : hasFailed('header limit', `40 KB of headers were taken (${big}).`);
  }
  const said = await firstLine(url, `GET / HTTP/1.1\r\nHost: ${url.host}\r\nX-Filling: ${'x'.repeat(40_000)}\r\n\r\n`);
  return /^HTTP\/1.1 4\d\d/.test(said) || said === ''
    ? isDone('header limit', '40 KB are refused.')
    : hasFailed('header limit', `40 KB of headers were taken: ${said}.`);
}

const firstLine = ({ hostname, port }: URL, text: string): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(Number(port || 80), hostname.replace(/^\[|\]$/g, ''), () => socket.write(text));
    const end = (line: string): void => {
      socket.destroy();
      resolve(line);
    };
    socket.setTimeout(10_000, () => end(''));
    socket.once('data', (chunk) => end(String(chunk).split('\r\n', 1)[0] ?? ''));
    socket.once('error', () => end(''));
    socket.once('close', () => end(''));
  });

async function cors(url: URL): Promise<Finding> {
  for (const origin of ['https://attacker.example', 'null', `${url.origin}.attacker.example`]) {
    const { headers } = await send(url, '/api/v1/releases', { headers: { origin } });
    const allowed = headers.get('access-control-allow-origin');
    if (allowed === '*' || allowed === origin)
      return hasFailed('CORS', `Pages of ${origin} may read the API. Name origins in CORS_ORIGINS.`);
  }
  return isDone('CORS', 'Pages of strangers may not read the API.');
}

/** What has been found open on other servers, and what ours keeps in its folder. */
const secretPaths = [
  '/.env',
  '/.git/config',
  '/.git/HEAD',
  '/server.db',
  '/admin-token',
  '/secrets-key',
  '/server-data/admin-token',
  '/server-data/server.db',
  '/package.json',
  '/config.json',
  '/backup',
  '/_ui/../admin-token',
  '/_ui/%2e%2e/admin-token',
  '/_ui/assets/..%2f..%2fserver.db',
  '/proc/self/environ',
] as const;

async function exposed(url: URL): Promise<Finding> {
  const found: string[] = [];
  for (const path of secretPaths) if ((await send(url, path)).status < 300) found.push(path);
  return found.length === 0
    ? isDone('exposed secrets', `Nothing at ${secretPaths.length} usual places.`)
    : hasFailed('exposed secrets', `Something is at ${found.join(', ')}.`);
}

/** Whoever breaks something learns nothing of what is inside. */
async function quietErrors(url: URL): Promise<Finding> {
  const attempts: readonly [string, RequestInit?][] = [
    ['/%'],
    ['/api/v1/releases/%00'],
    ['/api/v1/sign-in', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"__proto__":1}' }],
    ["/?x=<script>'"],
  ];
  for (const [path, init] of attempts) {
    const text = await (await send(url, path, init)).text();
    if (/\bat \S+ \(|node:internal|node_modules|SQLITE_|postgres:\/\//.test(text))
      return hasFailed('words of errors', `The answer to ${path} tells what is inside.`);
  }
  return isDone('words of errors', 'They tell nothing of what is inside.');
}
