import { makeCodec } from './clone.ts';

/**
 * What runs inside pages. One half lives in the page's own world, the other, with the preload, in an isolated world of
 * Chromium: a real wall between them. They talk by synchronous events under names a page cannot guess. All functions
 * here are sent as source and lean on nothing but their arguments.
 */

type Call = (...args: unknown[]) => unknown;
interface Port {
  /** Functions this half offers; the other half calls them by number. */
  readonly offered: Call[];
  call(number: number, args: readonly unknown[]): unknown;
}
type Codec = typeof makeCodec;

interface Wire {
  readonly kind: 'call' | 'answer' | 'resolved' | 'rejected';
  readonly id?: number;
  readonly failed?: boolean;
  readonly value: string;
}

function makePort(codec: Codec, inName: string, outName: string): Port {
  // Taken before any script of the page could replace them.
  const Event = CustomEvent;
  const dispatch = window.dispatchEvent.bind(window);
  const offered: Call[] = [];
  const promises = new Map<number, { resolve: Call; reject: Call }>();
  let promiseCount = 0;
  let answer: Wire | undefined;

  const post = (message: Wire) => dispatch(new Event(outName, { detail: JSON.stringify(message) }));
  const offer = (fn: Call) => (offered.includes(fn) ? offered.indexOf(fn) : offered.push(fn) - 1);
  const { enc, dec } = codec({
    fn: (fn) => offer(fn as Call),
    unfn:
      (number) =>
      (...args: unknown[]) =>
        call(number, args),
    promise: (promise) => {
      const id = ++promiseCount;
      promise.then(
        (value) => post({ kind: 'resolved', id, value: enc(value) }),
        (problem) => post({ kind: 'rejected', id, value: enc(problem) }),
      );
      return id;
    },
    unpromise: (id) => new Promise((resolve, reject) => promises.set(id, { resolve: resolve as Call, reject })),
  });
  const call = (number: number, args: readonly unknown[]) => {
    post({ kind: 'call', id: number, value: enc(args) });
    const given = answer;
    answer = undefined;
    if (!given) throw new Error('The other world is gone.');
    if (given.failed) throw dec(given.value);
    return dec(given.value);
  };
  const serve = ({ id = 0, value }: Wire): Wire => {
    try {
      return { kind: 'answer', value: enc(offered[id]?.(...(dec(value) as unknown[]))) };
    } catch (problem) {
      return { kind: 'answer', failed: true, value: enc(problem) };
    }
  };
  window.addEventListener(
    inName,
    (event) => {
      const message = JSON.parse((event as CustomEvent<string>).detail) as Wire;
      if (message.kind === 'call') post(serve(message));
      else if (message.kind === 'answer') answer = message;
      else {
        const promise = promises.get(message.id ?? 0);
        promises.delete(message.id ?? 0);
        promise?.[message.kind === 'resolved' ? 'resolve' : 'reject'](dec(message.value));
      }
    },
    true,
  );
  return { offered, call };
}

/** In the page's world: defines what the bridge exposes, and asks main before windows open or permissions are given. */
function pageHalf(port: Port): void {
  const freeze = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    for (const item of Object.values(value)) freeze(item);
    return Object.freeze(value);
  };
  port.offered.push((key, api) => {
    if (Object.hasOwn(window, String(key))) {
      throw new Error('Cannot bind an API on top of an existing property on the window object');
    }
    Object.defineProperty(window, String(key), { value: freeze(api), enumerable: true });
  });
  const ask = (permission: string, details: object = {}) => port.call(1, [permission, details]) as Promise<boolean>;
  const check = (permission: string) => port.call(2, [permission]) as Promise<boolean>;

  window.open = (address = '', name = '', features = '') => {
    port.call(0, [new URL(address, document.baseURI).href, String(name), String(features)]);
    return null;
  };
  const guard = (owner: object | undefined, name: string, permission: string) => {
    const native = owner && (owner as Record<string, Call>)[name];
    if (!native) return;
    (owner as Record<string, Call>)[name] = async function guarded(this: unknown, ...args: unknown[]) {
      if (await ask(permission)) return native.apply(this, args);
      throw new DOMException('Permission denied', 'NotAllowedError');
    };
  };
  guard(window.MediaDevices?.prototype, 'getUserMedia', 'media');
  guard(window.MediaDevices?.prototype, 'getDisplayMedia', 'display-capture');
  guard(window.Clipboard?.prototype, 'readText', 'clipboard-read');
  guard(window.Clipboard?.prototype, 'read', 'clipboard-read');
  for (const name of ['getCurrentPosition', 'watchPosition'] as const) {
    const native = window.Geolocation?.prototype[name];
    if (!native) continue;
    window.Geolocation.prototype[name] = function located(found, failed, options) {
      const refused = { code: 1, message: 'User denied Geolocation', PERMISSION_DENIED: 1 };
      void ask('geolocation').then((yes) =>
        yes ? native.call(this, found, failed, options) : failed?.(refused as GeolocationPositionError),
      );
      return 0;
    };
  }
  if (window.Notification) {
    Notification.requestPermission = async () => ((await ask('notifications')) ? 'granted' : 'denied');
  }
  if (window.Permissions) {
    const native = Permissions.prototype.query;
    Permissions.prototype.query = async function query(descriptor) {
      const status = await native.call(this, descriptor);
      if (await check(descriptor.name)) return status;
      return new Proxy(status, { get: (own, key) => (key === 'state' ? 'denied' : Reflect.get(own, key, own)) });
    };
  }
}

interface IsolatedOptions {
  readonly binding: string;
  readonly platform: string;
  readonly versions: Readonly<Record<string, string | undefined>>;
  readonly argv: readonly string[];
}

/** In the isolated world: `ipcRenderer` and `contextBridge` over a binding that only this world has. */
function isolatedHalf(port: Port, codec: Codec, { binding, platform, versions, argv }: IsolatedOptions) {
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

export interface PageScriptOptions {
  readonly secret: string;
  readonly binding: string;
  readonly preload: { readonly code: string; readonly path: string } | null;
  readonly argv: readonly string[];
}

/** The two scripts that every new document of a window gets, one per world. */
export function pageScripts({ secret, binding, preload, argv }: PageScriptOptions): {
  readonly page: string;
  readonly isolated: string;
} {
  const port = (inName: string, outName: string) =>
    `(${makePort})(makeCodec,${JSON.stringify(secret + inName)},${JSON.stringify(secret + outName)})`;
  const codec = `const makeCodec=${makeCodec};`;
  const options: IsolatedOptions = { binding, platform: process.platform, versions: { ...process.versions }, argv };
  const load = preload
    ? `if(half.isMainFrame){const module={exports:{}};(function(require,module,exports,process){${preload.code}\n})(half.require,module,module.exports,half.process)}`
    : '';
  return {
    page: `(()=>{${codec}(${pageHalf})(${port('page', 'isolated')})})()`,
    isolated: `(()=>{${codec}const half=(${isolatedHalf})(${port('isolated', 'page')},makeCodec,${JSON.stringify(options)});${load}})()\n//# sourceURL=${preload?.path ?? 'no-preload'}`,
  };
}
