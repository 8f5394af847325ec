import { readFileSync } from 'node:fs';
import { cannotTell, type Finding, hasFailed, isDone } from './finding.ts';

/** A running server, and the file of a token with `health:read` for it. */
export interface AskedServer {
  readonly url: string;
  readonly tokenFile: string | null;
}

const nobody = 'Name the running server: --url https://orders.example.com --token-file FILE.';

export async function ask({ url, tokenFile }: AskedServer, path: string): Promise<Response> {
  const headers: Record<string, string> = tokenFile
    ? { authorization: `Bearer ${readFileSync(tokenFile, 'utf8').trim()}` }
    : {};
  return fetch(new URL(path, url), { headers, redirect: 'manual', signal: AbortSignal.timeout(10_000) });
}

interface Health {
  readonly status: string;
  readonly errorRate: number;
  readonly requests: { readonly p95?: number };
  readonly checks: Readonly<Record<string, { readonly status: string; readonly live?: number }>>;
}

async function health(server: AskedServer): Promise<Health> {
  const reply = await ask(server, '/health');
  if (reply.status === 401 || reply.status === 403)
    throw new Error('The token lacks "health:read": --token-file FILE.');
  return (await reply.json()) as Health;
}

export async function readinessOf(server: AskedServer | null): Promise<Finding> {
  if (!server) return cannotTell('ready', nobody);
  const { status } = await ask(server, '/health/ready');
  return status === 200
    ? isDone('ready', 'It takes traffic.')
    : hasFailed('ready', `It answers ${status}. Its log says why.`);
}

export async function healthOf(server: AskedServer | null): Promise<Finding> {
  if (!server) return cannotTell('health', nobody);
  const { status, checks } = await health(server);
  const bad = Object.entries(checks).filter(([, check]) => check.status !== 'healthy');
  if (bad.length === 0) return isDone('health', 'Everything is healthy.');
  const words = bad.map(([name, check]) => `${name} is ${check.status}`).join(', ');
  return status === 'unhealthy'
    ? hasFailed('health', `${words}. GET /health says more.`)
    : cannotTell('health', `${words}.`);
}

export async function errorsOf(server: AskedServer | null): Promise<Finding> {
  if (!server) return cannotTell('failures', nobody);
  const { errorRate } = await health(server);
  const share = `${Math.round(errorRate * 1_000) / 10} % of the requests fail`;
  return errorRate > 0.05
    ? hasFailed('failures', `${share}. Go back to the version before.`)
    : isDone('failures', `${share}.`);
}

export async function speedOf(server: AskedServer | null): Promise<Finding> {
  if (!server) return cannotTell('speed', nobody);
  const { p95 } = (await health(server)).requests;
  if (p95 === undefined) return cannotTell('speed', 'No requests yet.');
  const words = `95 of 100 requests take at most ${Math.round(p95)} ms`;
  return p95 > 500
    ? hasFailed('speed', `${words}. GET /api/v1/diagnosis names the slow schemas.`)
    : isDone('speed', `${words}.`);
}

export async function livePages(server: AskedServer | null): Promise<Finding> {
  if (!server) return cannotTell('pages', nobody);
  const live = (await health(server)).checks['releases']?.live ?? 0;
  return live > 0 ? isDone('pages', `${live} pages are live.`) : hasFailed('pages', 'No page is live.');
}

/** On every answer; `server` and its like would tell what runs there. */
export const wantedHeaders = [
  'content-security-policy',
  'x-content-type-options',
  'x-frame-options',
  'referrer-policy',
  'permissions-policy',
] as const;

export async function headersOf(server: AskedServer | null): Promise<Finding> {
  if (!server) return cannotTell('headers', nobody);
  const { headers } = await ask(server, '/health/live');
  const wanted = server.url.startsWith('https:') ? [...wantedHeaders, 'strict-transport-security'] : wantedHeaders;
  const missing = wanted.filter((name) => !headers.has(name));
  const telling = ['server', 'x-powered-by'].filter((name) => headers.has(name));
  if (missing.length > 0)
    return hasFailed('headers', `Missing: ${missing.join(', ')}. A proxy in front may take them away.`);
  return telling.length > 0
    ? hasFailed('headers', `${telling.join(', ')} tell what runs there. Turn them off in your proxy.`)
    : isDone('headers', 'They are all there.');
}

/** Whether Prometheus has our alerts, and whether none of them fires. */
export async function alertsOf(prometheus: string | null, wanted: 'loaded' | 'silent'): Promise<Finding> {
  if (prometheus === null)
    return cannotTell('alerts', 'Name Prometheus: --prometheus http://prometheus.example.com:9090.');
  const reply = await fetch(new URL('/api/v1/rules?type=alert', prometheus), { signal: AbortSignal.timeout(10_000) });
  const { data } = (await reply.json()) as {
    readonly data: {
      readonly groups: readonly {
        readonly name: string;
        readonly rules: readonly { readonly name: string; readonly state: string }[];
      }[];
    };
  };
  const ours = data.groups.filter(({ name }) => name.startsWith('schema-studio')).flatMap(({ rules }) => rules);
  if (ours.length === 0)
    return hasFailed('alerts', 'Prometheus does not know them. Load deploy/observability/alerts.yaml.');
  const firing = ours.filter(({ state }) => state === 'firing').map(({ name }) => name);
  if (wanted === 'silent' && firing.length > 0) return hasFailed('alerts', `These fire: ${firing.join(', ')}.`);
  return isDone('alerts', `Prometheus has ${ours.length} of them${wanted === 'silent' ? ', all silent' : ''}.`);
}
