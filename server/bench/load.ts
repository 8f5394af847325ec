import { connect, type Socket } from 'node:net';

/** An answer, and how long it took in milliseconds; status 0: the connection broke. */
export interface Answered {
  readonly status: number;
  readonly milliseconds: number;
}

/** The bytes of a request without body. */
export const requestOf = (path: string, headers: Readonly<Record<string, string>> = {}): Buffer =>
  Buffer.from(
    `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('')}\r\n`,
  );

/** A connection that is kept: one request after the other. Libraries wait for answers before they ask again; this does not. */
export interface Line {
  readonly isFree: boolean;
  ask(request: Buffer, told: (answer: Answered) => void): void;
  close(): void;
}

export function newLine(port: number): Promise<Line> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let told: ((answer: Answered) => void) | null = null;
    let sent = 0;
    let reading = newReading();
    let isOpen = true;
    const end = (status: number): void => {
      const tell = told;
      told = null;
      reading = newReading();
      tell?.({ status, milliseconds: performance.now() - sent });
    };
    socket.on('data', (chunk) => {
      if (reading.add(chunk)) end(reading.status);
    });
    socket.once('close', () => {
      isOpen = false;
      if (told) end(reading.isWhole ? reading.status : 0);
    });
    socket.once('error', reject);
    socket.on('error', () => undefined);
    socket.once('connect', () =>
      resolve({
        get isFree() {
          return isOpen && told === null;
        },
        ask(request, tell) {
          told = tell;
          sent = performance.now();
          if (isOpen) socket.write(request);
          else end(0);
        },
        close: () => socket.destroy(),
      }),
    );
  });
}

/** As much of HTTP/1.1 as it takes to know where an answer ends. */
function newReading() {
  let head = '';
  let left = -1;
  let isChunked = false;
  let tail = '';
  return {
    status: 0,
    isWhole: false,
    /** True once the answer is there. */
    add(chunk: Buffer): boolean {
      let body = chunk;
      if (left === -1) {
        const text = head + chunk.toString('latin1');
        const end = text.indexOf('\r\n\r\n');
        if (end === -1) {
          head = text;
          return false;
        }
        body = chunk.subarray(end + 4 - head.length);
        head = text.slice(0, end);
        this.status = Number(head.slice(9, 12));
        isChunked = /\r\ntransfer-encoding: chunked/i.test(head);
        left = isChunked ? 0 : Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
      }
      if (isChunked) {
        tail = (tail + body.toString('latin1')).slice(-5);
        this.isWhole = tail === '0\r\n\r\n';
      } else {
        left -= body.length;
        this.isWhole = left <= 0;
      }
      return this.isWhole;
    },
  };
}

/** The value that so many per cent do not pass. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** So many requests at once, each on a connection of its own that is open before. */
export async function allAtOnce(port: number, requests: readonly Buffer[]): Promise<readonly Answered[]> {
  const lines: Line[] = [];
  for (let at = 0; at < requests.length; at += 200)
    lines.push(...(await Promise.all(requests.slice(at, at + 200).map(() => newLine(port)))));
  const answers = await Promise.all(
    lines.map((line, at) => new Promise<Answered>((resolve) => line.ask(requests[at]!, resolve))),
  );
  for (const line of lines) line.close();
  return answers;
}

export interface Arrivals {
  readonly port: number;
  /** Requests per second, whether earlier ones are answered or not. */
  readonly rate: number;
  readonly seconds: number;
  readonly request: () => Buffer;
  readonly answered: (answer: Answered) => void;
  /** Connections at most; a request that finds none counts as not sent. */
  readonly most: number;
}

/** An open model: arrivals do not wait for answers. Answers how many could not be sent for want of a connection. */
export async function arrive({ port, rate, seconds, request, answered, most }: Arrivals): Promise<number> {
  const lines: Line[] = [];
  for (let at = 0; at < most; at += 200)
    lines.push(...(await Promise.all(Array.from({ length: Math.min(200, most - at) }, () => newLine(port)))));
  const free: Line[] = [...lines];
  const begun = performance.now();
  let sent = 0;
  let unsent = 0;
  let open = 0;
  while (performance.now() - begun < seconds * 1_000) {
    const due = Math.floor(((performance.now() - begun) * rate) / 1_000);
    for (; sent < due; sent++) {
      const line = free.pop();
      if (!line) {
        unsent += 1;
        continue;
      }
      open += 1;
      line.ask(request(), (answer) => {
        open -= 1;
        answered(answer);
        if (line.isFree) free.push(line);
        else
          void newLine(port).then(
            (fresh) => free.push(fresh),
            () => undefined,
          );
      });
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  const patience = performance.now() + 30_000;
  while (open > 0 && performance.now() < patience) await new Promise((resolve) => setTimeout(resolve, 20));
  for (const line of lines) line.close();
  return unsent;
}
