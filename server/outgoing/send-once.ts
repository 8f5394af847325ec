import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import type { Pool } from './pool.ts';
import type { Reach } from './reach.ts';

/** One request as it goes out. */
export interface OutgoingRequest {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds: to be connected, from then to the first byte, and to the last one. */
  readonly patience: Patience;
  /** Ends it when nobody wants the answer any more. */
  readonly gone?: AbortSignal | undefined;
}

export interface Patience {
  readonly connect: number;
  readonly firstByte: number;
  readonly whole: number;
}

/** As long to be connected as to the first byte, and three times that in all unless something else is said. */
export const patienceOf = (milliseconds: number, whole: number = 3 * milliseconds): Patience => ({
  connect: Math.min(milliseconds, whole),
  firstByte: Math.min(milliseconds, whole),
  whole,
});

/** Why there is no answer. */
export class NoAnswer extends Error {
  readonly kind: 'refused' | 'breaker' | 'connect' | 'timeout' | 'broken' | 'gone';
  /** Whether anything of the request may have arrived. */
  readonly wasSent: boolean;
  constructor(kind: NoAnswer['kind'], message: string, wasSent: boolean) {
    super(message);
    this.kind = kind;
    this.wasSent = wasSent;
  }
}

/**
 * Resolves with an answer once its headers are there, whatever its status, and redirects are answers. Its body ends with
 * an error when it takes too long. Rejects with `NoAnswer`.
 */
export function sendOnce(
  { url, method, headers, body, patience, gone }: OutgoingRequest,
  { pool, reach }: { readonly pool: Pool; readonly reach: Reach },
): Promise<IncomingMessage> {
  const refusal = reach.refusal(url);
  if (refusal !== null) return Promise.reject(new NoAnswer('refused', `${url.host} is not asked: ${refusal}`, false));
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = send(url, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }) },
      agent: pool.agentFor(url),
      lookup: reach.lookup,
    });
    let isConnected = false;
    let answer: IncomingMessage | null = null;
    let failure: NoAnswer | null = null;
    const end = (kind: NoAnswer['kind'], message: string): void => {
      failure ??= new NoAnswer(kind, message, isConnected);
      if (answer) answer.destroy(failure);
      request.destroy(failure);
    };
    const late = (milliseconds: number) => (): void => end('timeout', `no answer within ${milliseconds} ms`);
    const whole = setTimeout(late(patience.whole), patience.whole);
    let step = setTimeout(late(patience.connect), patience.connect);
    const leave = (): void => end('gone', 'nobody waits for the answer any more');
    const isOver = (): void => {
      clearTimeout(whole);
      clearTimeout(step);
      gone?.removeEventListener('abort', leave);
    };
    request.once('close', isOver);
    onConnected(request, url, () => {
      isConnected = true;
      clearTimeout(step);
      step = setTimeout(late(patience.firstByte), patience.firstByte);
    });
    request.once('response', (response: IncomingMessage) => {
      clearTimeout(step);
      answer = response;
      resolve(response);
    });
    request.on('error', (error) =>
      reject(failure ?? new NoAnswer(isConnected ? 'broken' : 'connect', error.message, isConnected)),
    );
    if (gone?.aborted) leave();
    else gone?.addEventListener('abort', leave, { once: true });
    request.end(body);
  });
}

function onConnected(request: ClientRequest, url: URL, connected: () => void): void {
  request.once('socket', (socket: Socket) => {
    if (!socket.connecting && request.reusedSocket) connected();
    else socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', connected);
  });
}
