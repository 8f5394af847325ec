import { randomUUID } from 'node:crypto';
import { type Failure, fail, ok, type Result } from '#contract';

export type ServerFailure = Failure<
  | 'release/server-unreachable'
  | 'release/server-garbage'
  | 'release/unauthorized'
  | 'release/signed-out'
  | 'release/refused'
>;

/** What a request says about who sends it. */
export interface Access {
  /** A person, or a token somebody made for a machine. */
  readonly by: 'person' | 'token';
  /** What to send now. */
  token(): Promise<Result<string, ServerFailure>>;
  /** The server does not take `refused` any more: another one, or why there is none. */
  renewed(refused: string): Promise<Result<string, ServerFailure>>;
}

/** A token that stays as it is until somebody revokes it. */
export const tokenAccess = (token: string): Access => ({
  by: 'token',
  token: async () => ok(token),
  renewed: async () => ok(token),
});

export interface ServerAccess {
  /** Without trailing slash. */
  readonly url: string;
  /** Null for what anybody may ask. */
  readonly access: Access | null;
  /** Milliseconds until a silent server counts as unreachable. */
  readonly patience?: number;
}

export interface AskServer {
  /** JSON for JSON; a refusal in the server's own words, its code as the first line of the details. */
  ask(
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Result<unknown, ServerFailure>>;
  /** Milliseconds that the server's clock was ahead of ours at its last answer; null before the first. */
  ahead(): number | null;
}

/** One server over HTTP, as whoever `access` says. */
export function askServer({ url, access, patience = 30_000 }: ServerAccess): AskServer {
  let ahead: number | null = null;

  async function send(method: string, path: string, body: unknown, headers: Readonly<Record<string, string>>) {
    try {
      const response = await fetch(`${url}${path}`, {
        method,
        redirect: 'manual',
        signal: AbortSignal.timeout(patience),
        headers: {
          accept: 'application/json',
          // The server's log lines, traces and webhooks about this request carry it.
          'x-correlation-id': randomUUID(),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const date = Date.parse(response.headers.get('date') ?? '');
      if (Number.isFinite(date)) ahead = date - Date.now();
      return ok({ status: response.status, isFine: response.ok, answer: parse(await bounded(response)) });
    } catch (error) {
      return unreachable(url, error);
    }
  }

  return {
    ahead: () => ahead,
    async ask(method, path, body, headers = {}) {
      const token = access && (await access.token());
      if (token && !token.ok) return token;
      // By which the server's log and everything it leads to can be found.
      const known = { 'x-correlation-id': crypto.randomUUID(), ...headers };
      const authorized = (bearer: string | null) =>
        bearer === null ? known : { ...known, authorization: `Bearer ${bearer}` };
      if (token && !sendable.test(token.value)) return noToken;
      let sent = await send(method, path, body, authorized(token?.value ?? null));
      // Who is refused has changed nothing, so the same may be sent again.
      if (sent.ok && token && access?.by === 'person' && hasEnded(sent.value)) {
        const next = await access.renewed(token.value);
        if (!next.ok) return next;
        sent = await send(method, path, body, authorized(next.value));
      }
      if (!sent.ok) return sent;
      const { status, isFine, answer } = sent.value;
      return isFine && answer !== undefined ? ok(answer) : refusal(url, status, answer, access?.by ?? null);
    },
  };
}

/** Code of a server that refused, e.g. `auth/code-needed`; empty when the failure was not its refusal. */
export const refusalCode = ({ details = '' }: ServerFailure): string => /^[a-z-]+\/[a-z-]+/.exec(details)?.[0] ?? '';

/** More than any list of live pages; a server that sends more is not ours. */
const mostBytes = 10_000_000;

/** What a header can carry. Anything else would fail inside `fetch`, with an error that quotes the token. */
const sendable = /^[\x21-\x7e]+$/;

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

export const garbage = (url: string, details?: string) =>
  fail('release/server-garbage', `What answers at ${url} is not a Schema Studio server. Check the address.`, details);

/** A refusal of our server is `{ code, message }`; anything else with an error status is somebody else's. */
function refusal(url: string, status: number, answer: unknown, by: Access['by'] | null) {
  if (!isRecord(answer) || typeof answer['code'] !== 'string' || typeof answer['message'] !== 'string') {
    return garbage(url, `HTTP ${status}`);
  }
  const { code, message, details } = answer;
  if (status === 503) return fail('release/server-unreachable', `The server is busy. ${message}`, code);
  if (by === 'person' && hasEnded({ status, answer })) return signedOut(code);
  if (code === 'auth/forbidden' && by === 'person')
    return fail('release/unauthorized', 'Your role at this server does not allow this. Ask an administrator.', code);
  if ((status === 401 && by === 'token') || code === 'auth/forbidden')
    return fail('release/unauthorized', `The server does not accept your token. ${message}`, code);
  const more = Array.isArray(details) ? details.filter((line) => typeof line === 'string') : [];
  return fail('release/refused', message, [code, ...more].join('\n'));
}

/** Whether the token does not count, rather than something else that was sent with it. */
const hasEnded = ({ status, answer }: { readonly status: number; readonly answer: unknown }): boolean =>
  status === 401 && isRecord(answer) && answer['code'] === 'auth/invalid';

/** Nobody is signed in any more, for a reason that the server names. */
export const signedOut = (code: string) =>
  fail(
    'release/signed-out',
    code === 'auth/reused'
      ? 'Your session was ended for safety: what keeps it going was used twice. Sign in again; nothing is lost.'
      : 'Your session has ended: it was too old, or an administrator ended it. Sign in again; nothing is lost.',
    code,
  );

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
