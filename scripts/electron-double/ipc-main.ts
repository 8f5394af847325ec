import { EventEmitter } from 'node:events';
import { strict } from './strict.ts';

type InvokeHandler = (event: object, ...args: never[]) => unknown;

class IpcMain extends EventEmitter {
  readonly #handlers = new Map<string, InvokeHandler>();

  handle(channel: string, handler: InvokeHandler): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, handler);
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  /** Runs the handler of a channel; throws what Electron would tell the page. */
  async _invoke(channel: string, event: Readonly<Record<string, unknown>>, args: readonly unknown[]): Promise<unknown> {
    const handler = this.#handlers.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    const { watched, wasRead } = watch(event, 'senderFrame');
    const answer = await handler(watched, ...(args as never[]));
    if (wasRead()) return answer;
    // Any page in any frame may send; a handler that does not look who it was serves strangers.
    throw new Error(`electron double: the handler for '${channel}' answered without looking at event.senderFrame`);
  }
}

function watch(event: Readonly<Record<string, unknown>>, name: string) {
  let read = false;
  const watched = new Proxy(event, {
    get(own, key) {
      if (key === name) read = true;
      return Reflect.get(own, key, own);
    },
  });
  return { watched, wasRead: () => read };
}

export const theIpcMain = new IpcMain();
export const ipcMain = strict(theIpcMain, 'ipcMain');
