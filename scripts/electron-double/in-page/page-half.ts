import type { Call, Port } from './port.ts';

/**
 * In the page's own world: defines what the bridge exposes, and asks main before windows open or permissions are given.
 * Sent as source.
 */
export function pageHalf(port: Port): void {
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
