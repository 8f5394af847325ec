import { EventEmitter } from 'node:events';
import { schemes } from './addresses.ts';
import { theApp } from './app.ts';
import { strict } from './strict.ts';

type Handler = (request: Request) => Response | Promise<Response>;
export const handlers = new Map<string, Handler>();

export const protocol = strict(
  {
    registerSchemesAsPrivileged(list: readonly { scheme: string; privileges?: object }[]) {
      if (theApp.isReady())
        throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
      for (const { scheme, privileges = {} } of list) schemes.set(scheme, privileges);
    },
    handle(scheme: string, handler: Handler) {
      if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
      const { standard, secure } = schemes.get(scheme) ?? {};
      if (!standard || !secure) {
        throw new Error(`electron double: register ${scheme} as standard and secure; anything else is not emulated`);
      }
      handlers.set(scheme, handler);
    },
    unhandle: (scheme: string) => void handlers.delete(scheme),
    isProtocolHandled: (scheme: string) => handlers.has(scheme),
  },
  'protocol',
);

export interface WebRequestAnswer {
  readonly cancel?: boolean;
  readonly responseHeaders?: Readonly<Record<string, string | string[]>>;
}
type WebRequestListener = (details: { readonly url: string }, answer: (given?: WebRequestAnswer) => void) => void;
type PermissionRequest = (
  contents: unknown,
  permission: string,
  answer: (yes: boolean) => void,
  details: object,
) => void;
type PermissionCheck = (contents: unknown, permission: string, origin: string, details: object) => boolean;

export class Session extends EventEmitter {
  readonly protocol = protocol;
  #request: PermissionRequest | null = null;
  #check: PermissionCheck | null = null;
  readonly #listeners = new Map<
    string,
    { readonly patterns: readonly RegExp[]; readonly listener: WebRequestListener }
  >();

  setPermissionRequestHandler = (handler: PermissionRequest | null) => {
    this.#request = handler;
  };
  setPermissionCheckHandler = (handler: PermissionCheck | null) => {
    this.#check = handler;
  };
  /** Accepted only; devices are never offered to a headless page. */
  setDevicePermissionHandler = () => {};
  clearStorageData = async () => {};
  clearCache = async () => {};
  setSpellCheckerEnabled = () => {};

  readonly webRequest = strict(
    { onBeforeRequest: this.#register('onBeforeRequest'), onHeadersReceived: this.#register('onHeadersReceived') },
    'session.webRequest',
  );

  #register(name: string) {
    return (...given: [{ urls: readonly string[] }, WebRequestListener] | [WebRequestListener]) => {
      const [filter, listener] = given.length === 2 ? given : [{ urls: ['<all_urls>'] }, given[0]];
      this.#listeners.set(name, { patterns: filter.urls.map(patternOf), listener });
    };
  }

  async _run(
    name: 'onBeforeRequest' | 'onHeadersReceived',
    details: { readonly url: string },
  ): Promise<WebRequestAnswer> {
    const known = this.#listeners.get(name);
    if (!known?.patterns.some((pattern) => pattern.test(details.url))) return {};
    return new Promise((resolve) => known.listener(details, (answer) => resolve(answer ?? {})));
  }

  /** Without a handler Electron grants what is asked. */
  _ask = (contents: unknown, permission: string, details: object): Promise<boolean> =>
    new Promise((resolve) => (this.#request ? this.#request(contents, permission, resolve, details) : resolve(true)));

  _isGranted = (contents: unknown, permission: string, origin: string, details: object): boolean =>
    this.#check?.(contents, permission, origin, details) ?? true;
}

const patternOf = (glob: string): RegExp =>
  glob === '<all_urls>' ? /.*/ : new RegExp(`^${glob.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);

export const theSession = new Session();
export const session = strict({ defaultSession: strict(theSession, 'session') }, 'session');
