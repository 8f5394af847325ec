/** A session of the W3C WebDriver protocol: one browser, told what to do over HTTP. */
export interface Session {
  readonly capabilities: Readonly<Record<string, unknown>>;
  /** One command of the session; `path` as the standard has it below `/session/{id}`, e.g. `/url`. */
  call(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<unknown>;
  /** Runs `(task)(argument)` in the page and waits for its promise. */
  run<Argument, Result>(task: (argument: Argument) => Result | Promise<Result>, argument: Argument): Promise<Result>;
  /** False once a command found it gone. */
  isOpen(): boolean;
  close(): Promise<void>;
}

/** What the browser at the other end says went wrong: a code of the standard, and words of its own. */
export class WebDriverProblem extends Error {
  override readonly name = 'WebDriverProblem';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const commandTimeout = 60_000;
/** After these a session answers nothing any more. */
const ends = new Set(['invalid session id', 'no such window', 'unreachable', 'session not created']);

/**
 * Opens a session at an endpoint such as `http://127.0.0.1:4444`: with all of `alwaysMatch`, and the first of
 * `firstMatch` that it has. Rejects with what the endpoint says.
 */
export async function openSession(
  endpoint: string,
  alwaysMatch: object,
  firstMatch: readonly object[] = [{}],
): Promise<Session> {
  const base = endpoint.replace(/\/+$/, '');
  const opened = await send(`${base}/session`, 'POST', { capabilities: { alwaysMatch, firstMatch } });
  const { sessionId, capabilities: got = {} } = opened as { sessionId: string; capabilities?: Record<string, unknown> };
  const place = `${base}/session/${encodeURIComponent(sessionId)}`;
  let open = true;
  const call: Session['call'] = async (method, path, body) => {
    try {
      return await send(place + path, method, method === 'POST' ? (body ?? {}) : undefined);
    } catch (problem) {
      if (problem instanceof WebDriverProblem && ends.has(problem.code)) open = false;
      throw problem;
    }
  };
  return {
    capabilities: got,
    call,
    run: async (task, argument) => {
      const script = `const [argument, done] = arguments; Promise.resolve(argument).then(${String(task)}).then((value) => done({ value: value ?? null }), (problem) => done({ problem: String(problem) }));`;
      const answer = (await call('POST', '/execute/async', { script, args: [argument ?? null] })) as Answer;
      if (answer.problem !== undefined) throw new Error(answer.problem);
      return answer.value as never;
    },
    isOpen: () => open,
    async close() {
      open = false;
      await send(place, 'DELETE', undefined, 5_000).catch(() => {});
    },
  };
}

interface Answer {
  readonly value?: unknown;
  readonly problem?: string;
}

async function send(address: string, method: string, body?: object, timeout = commandTimeout): Promise<unknown> {
  const answer = await fetch(address, {
    method,
    signal: AbortSignal.timeout(timeout),
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json; charset=utf-8' } }),
  }).catch((problem: unknown) => {
    throw new WebDriverProblem('unreachable', `The browser has been closed or does not answer: ${reasonOf(problem)}`);
  });
  const told = (await answer.json().catch(() => null)) as { value?: { error?: string; message?: string } } | null;
  if (!told) throw new WebDriverProblem('unreachable', `${new URL(address).host} does not speak WebDriver.`);
  const { value } = told;
  if (value && typeof value === 'object' && typeof value.error === 'string') {
    throw new WebDriverProblem(value.error, `${value.error}: ${value.message?.split('\n')[0] ?? ''}`);
  }
  return value;
}

function reasonOf(problem: unknown): string {
  if (!(problem instanceof Error)) return String(problem);
  return problem.cause instanceof Error ? problem.cause.message : problem.message;
}
