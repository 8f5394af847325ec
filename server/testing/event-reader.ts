import { createParser, type EventSourceMessage } from 'eventsource-parser';

/** Reads an event stream as it comes, over a real connection. */
export interface EventReader {
  readonly status: number;
  readonly headers: Headers;
  /** Everything until a message fits, that one included; throws when the stream ends before. */
  until(fits: (message: EventSourceMessage) => boolean): Promise<readonly EventSourceMessage[]>;
  /** The next message with this name, its data read as JSON. */
  next(name?: string): Promise<{ readonly id: string | undefined; readonly data: never }>;
  /** Signs of life so far. */
  comments(): number;
  /** Reads on until the server ends it; everything that came. */
  rest(): Promise<readonly EventSourceMessage[]>;
  leave(): void;
}

export async function readEvents(url: string, init: RequestInit = {}): Promise<EventReader> {
  const leaving = new AbortController();
  const response = await fetch(url, { ...init, signal: leaving.signal });
  const arrived: EventSourceMessage[] = [];
  let comments = 0;
  const parser = createParser({
    onEvent: (message) => void arrived.push(message),
    onComment: () => {
      comments += 1;
    },
  });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  async function more(): Promise<boolean> {
    const { done, value } = await reader.read();
    if (!done) parser.feed(value);
    return !done;
  }
  async function until(fits: (message: EventSourceMessage) => boolean): Promise<readonly EventSourceMessage[]> {
    for (;;) {
      const at = arrived.findIndex(fits);
      if (at >= 0) return arrived.splice(0, at + 1);
      if (!(await more())) throw new Error(`The stream ended with ${JSON.stringify(arrived)}.`);
    }
  }
  return {
    status: response.status,
    headers: response.headers,
    until,
    async next(name) {
      const { id, data } = (await until(({ event }) => name === undefined || event === name)).at(-1)!;
      return { id, data: JSON.parse(data) as never };
    },
    comments: () => comments,
    async rest() {
      while (await more());
      return arrived.splice(0);
    },
    leave: () => leaving.abort(),
  };
}
