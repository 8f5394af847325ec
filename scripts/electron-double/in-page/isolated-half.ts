import type { Call, Codec, Port } from './port.ts';

export interface IsolatedOptions {
  readonly binding: string;
  readonly platform: string;
  readonly versions: Readonly<Record<string, string | undefined>>;
  readonly argv: readonly string[];
}

/** In the preload's isolated world: `ipcRenderer` and `contextBridge` over a binding that only it has. Sent as source. */
export function isolatedHalf(port: Port, codec: Codec, { binding, platform, versions, argv }: IsolatedOptions) {
  const { enc, dec } = codec();
  const world = globalThis as unknown as Record<string, (message: unknown) => void>;
  const tell = (message: object) => world[binding]?.(JSON.stringify(message));
  const asked = new Map<number, { resolve: Call; reject: Call }>();
  const listeners = new Map<string, Call[]>();
  let count = 0;
  const ask = (kind: string, message: object) =>
    new Promise((resolve, reject) => {
      const id = ++count;
      asked.set(id, { resolve: resolve as Call, reject });
      tell({ kind, id, ...message });
    });

  world[`${binding}In`] = (message) => {
    const { id, channel, value, problem } = message as {
      id?: number;
      channel?: string;
      value: string;
      problem?: string;
    };
    if (channel !== undefined) {
      for (const listener of [...(listeners.get(channel) ?? [])]) {
        listener({ sender: ipcRenderer, ports: [] }, ...(dec(value) as unknown[]));
      }
      return;
    }
    const question = asked.get(id ?? 0);
    asked.delete(id ?? 0);
    if (problem === undefined) question?.resolve(dec(value));
    else question?.reject(new Error(problem));
  };
  port.offered.push(
    (url, frameName, features) => void tell({ kind: 'open', url, frameName, features }),
    (permission, details) => ask('permission', { permission, details }),
    (permission) => ask('check', { permission }),
  );

  const absent = (name: string) => () => {
    throw new Error(`electron double: ${name} is not emulated`);
  };
  const on = (channel: string, listener: Call) => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
    return ipcRenderer;
  };
  const off = (channel: string, listener: Call) => {
    listeners.set(
      channel,
      (listeners.get(channel) ?? []).filter((other) => other !== listener),
    );
    return ipcRenderer;
  };
  const ipcRenderer = {
    invoke: async (channel: string, ...args: unknown[]) => ask('invoke', { channel, value: enc(args) }),
    send: (channel: string, ...args: unknown[]) => void tell({ kind: 'send', channel, value: enc(args) }),
    on,
    off,
    addListener: on,
    removeListener: off,
    once(channel: string, listener: Call) {
      const first = (...args: unknown[]) => {
        off(channel, first);
        listener(...args);
      };
      return on(channel, first);
    },
    sendSync: absent('ipcRenderer.sendSync'),
    postMessage: absent('ipcRenderer.postMessage'),
    sendToHost: absent('ipcRenderer.sendToHost'),
  };
  const contextBridge = { exposeInMainWorld: (key: string, api: unknown) => void port.call(0, [key, api]) };
  const require = (name: string) => {
    if (name === 'electron' || name === 'electron/renderer') return { contextBridge, ipcRenderer };
    throw new Error(`module not found: ${name}`); // As a sandboxed preload would say.
  };
  const process = { type: 'renderer', sandboxed: true, contextIsolated: true, platform, versions, argv, env: {} };
  return { require, process, isMainFrame: window === window.top };
}
