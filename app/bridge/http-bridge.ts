import type { Bridge, Call, Failure, Listen } from '#contract';

export interface HttpBridge extends Bridge {
  /** Tells whether the host answers; called at once with the current state. Answers a function that stops listening. */
  onConnection(listener: (connected: boolean) => void): () => void;
  close(): void;
}

export interface HttpBridgeOptions {
  /** Address the calls are relative to; the page's own by default. */
  readonly base?: string;
  readonly fetch?: typeof fetch;
  readonly events?: (address: string) => EventSource;
}

type Listener = (payload: never) => void;

/** The contract over HTTP: `POST call/{name}` answers a reply, `GET events` streams what the host has to tell. */
export function createHttpBridge(options: HttpBridgeOptions = {}): HttpBridge {
  const { base = '', fetch: send = fetch.bind(globalThis), events = (address) => new EventSource(address) } = options;
  const connection = createConnection();
  const source = events(`${base}events`);
  source.addEventListener('open', () => connection.set(true));
  source.addEventListener('error', () => connection.set(false));

  const call: Call = async (name, request) => {
    const body = JSON.stringify(request);
    try {
      const answer = await send(`${base}call/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        // Lets the last edits arrive although the window is closing. Only for them: browsers allow 64 KB for all that is
        // on its way together, and refuse what goes beyond it.
        keepalive: name === 'document.journal' && body.length < 60_000,
      });
      const reply: unknown = await answer.json();
      if (isReply(reply)) return reply as never;
      return unreachable(`The host answered ${answer.status} with something else than a reply.`) as never;
    } catch (cause) {
      return unreachable(cause instanceof Error ? cause.message : String(cause)) as never;
    }
  };

  const on: Listen = (name, listener) => {
    const receive = (event: MessageEvent<string>) => (listener as Listener)(JSON.parse(event.data) as never);
    source.addEventListener(name, receive);
    return () => source.removeEventListener(name, receive);
  };

  return { call, on, onConnection: connection.listen, close: () => source.close() };
}

function createConnection() {
  const listeners = new Set<(connected: boolean) => void>();
  let connected = true;
  return {
    set(next: boolean) {
      if (next === connected) return;
      connected = next;
      for (const listener of listeners) listener(connected);
    },
    listen(listener: (connected: boolean) => void) {
      listeners.add(listener);
      listener(connected);
      return () => void listeners.delete(listener);
    },
  };
}

const isReply = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'ok' in value && typeof value.ok === 'boolean';

const unreachable = (details: string): { readonly ok: false; readonly failure: Failure<'host/unreachable'> } => ({
  ok: false,
  failure: {
    code: 'host/unreachable',
    message: 'Schema Studio does not answer. Your last edits stay in this window; they are sent as soon as it is back.',
    details,
  },
});
