import { type Failure, fail, type LiveRelease, ok, type Result } from '#contract';
import type { ReleaseRequest } from '#engine';

export type ServerFailure = Failure<
  'release/server-unreachable' | 'release/server-garbage' | 'release/unauthorized' | 'release/refused'
>;

/** The production server as this program knows it: three calls over HTTP. */
export interface ServerClient {
  live(): Promise<Result<readonly LiveRelease[], ServerFailure>>;
  registerKey(name: string, publicKey: string): Promise<Result<null, ServerFailure>>;
  publish(request: ReleaseRequest): Promise<Result<LiveRelease, ServerFailure>>;
}

export interface ServerAccess {
  /** Without trailing slash. */
  readonly url: string;
  readonly token: string;
  /** Milliseconds until a silent server counts as unreachable. */
  readonly patience?: number;
}

/** More than any list of live pages; a server that sends more is not ours. */
const mostBytes = 10_000_000;

/** What a header can carry. Anything else would fail inside `fetch`, with an error that quotes the token. */
const sendable = /^[\x21-\x7e]+$/;

export function serverClient({ url, token, patience = 30_000 }: ServerAccess): ServerClient {
  async function send(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Result<unknown, ServerFailure>> {
    if (!sendable.test(token)) return noToken;
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${url}${path}`, {
        method,
        redirect: 'manual',
        signal: AbortSignal.timeout(patience),
        headers: { authorization: `Bearer ${token}`, accept: 'application/json', 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      text = await bounded(response);
    } catch (error) {
      return unreachable(url, error);
    }
    const answer = parse(text);
    if (response.ok && answer !== undefined) return ok(answer);
    return refusal(url, response.status, answer);
  }

  return {
    live: async () => {
      const answer = await send('GET', '/api/v1/releases');
      if (!answer.ok) return answer;
      return Array.isArray(answer.value) && answer.value.every(isLiveRelease) ? ok(answer.value) : garbage(url);
    },
    registerKey: async (name, publicKey) => {
      const answer = await send('POST', '/api/v1/keys', { name, publicKey });
      return answer.ok ? ok(null) : answer;
    },
    publish: async (request) => {
      const answer = await send('POST', '/api/v1/releases', request);
      if (!answer.ok) return answer;
      return isLiveRelease(answer.value) ? ok(answer.value) : garbage(url);
    },
  };
}

async function bounded(response: Response): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length > mostBytes) throw new Error('The answer is too large.');
  }
  return text + decoder.decode();
}

/** `undefined` for what is no JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unreachable(url: string, error: unknown) {
  const reason = error instanceof Error ? (error.cause instanceof Error ? error.cause.message : error.message) : '';
  const silent = error instanceof Error && error.name === 'TimeoutError';
  return fail(
    'release/server-unreachable',
    silent
      ? `The server at ${url} did not answer in time. Nothing is lost; try again later.`
      : `The server at ${url} cannot be reached. Check that it runs and that you are connected, then try again.`,
    reason,
  );
}

const noToken = fail(
  'release/unauthorized',
  'This is no token: it has spaces, line breaks or letters that no token has. Copy it again and connect.',
);

const garbage = (url: string, details?: string) =>
  fail('release/server-garbage', `What answers at ${url} is not a Schema Studio server. Check the address.`, details);

/** A refusal of our server is `{ code, message }`; anything else with an error status is somebody else's. */
function refusal(url: string, status: number, answer: unknown) {
  if (!isRecord(answer) || typeof answer['code'] !== 'string' || typeof answer['message'] !== 'string') {
    return garbage(url, `HTTP ${status}`);
  }
  const { code, message, details } = answer;
  if (status === 503) return fail('release/server-unreachable', `The server is busy. ${message}`, code);
  if (status === 401 || code === 'auth/forbidden') {
    return fail('release/unauthorized', `The server does not accept your token. ${message}`, code);
  }
  const more = Array.isArray(details) ? details.filter((line) => typeof line === 'string') : [];
  return fail('release/refused', message, [code, ...more].join('\n'));
}

function isLiveRelease(value: unknown): value is LiveRelease {
  return (
    isRecord(value) &&
    (value['channel'] === 'staging' || value['channel'] === 'production') &&
    ['documentId', 'versionHash', 'semver', 'url', 'publishedAt', 'publishedBy'].every(
      (name) => typeof value[name] === 'string',
    ) &&
    /^https?:\/\//.test(String(value['url']))
  );
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
