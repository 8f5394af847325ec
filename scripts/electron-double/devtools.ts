import { EventEmitter } from 'node:events';
import type { CDPSession } from 'playwright-core';

/** One target's end of the DevTools protocol, typed as Playwright types it. */
export interface Session {
  readonly id: string | undefined;
  readonly send: CDPSession['send'];
  readonly on: CDPSession['on'];
}

/** The connection to a browser: commands, events, and one session per attached target. */
export interface DevTools extends Session {
  session(id: string): Session;
  onClosed(listener: () => void): void;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly sessionId?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** Connects to the address a browser printed. */
export async function connectDevTools(address: string): Promise<DevTools> {
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = () => reject(new Error(`electron double: no connection to ${address}`));
  });
  const events = new EventEmitter().setMaxListeners(0);
  const waiting = new Map<number, { readonly method: string; settle: (message: Message) => void }>();
  let count = 0;

  socket.onmessage = ({ data }) => {
    const message = JSON.parse(String(data)) as Message;
    if (message.id === undefined) events.emit(`${message.sessionId ?? ''}:${message.method}`, message.params);
    else waiting.get(message.id)?.settle(message);
  };
  socket.onclose = () => events.emit('closed');

  function session(id: string | undefined): Session {
    const send = (method: string, params: unknown = {}) =>
      new Promise((resolve, reject) => {
        const number = ++count;
        const settle = ({ result, error }: Message) => {
          waiting.delete(number);
          if (error) reject(new Error(`${method}: ${error.message}`));
          else resolve(result);
        };
        waiting.set(number, { method, settle });
        socket.send(JSON.stringify({ id: number, method, params, sessionId: id }));
      });
    const on = (method: string, listener: (...params: unknown[]) => void) =>
      events.on(`${id ?? ''}:${method}`, listener);
    return { id, send: send as never, on: on as never };
  }
  return { ...session(undefined), session, onClosed: (listener) => void events.on('closed', listener) };
}
