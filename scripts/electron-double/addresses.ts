/** Schemes main registered as privileged, by name. */
export const schemes = new Map<string, { readonly standard?: boolean; readonly secure?: boolean }>();

const suffix = '.electron-double.test';

/**
 * Chromium knows no `app:` scheme, so a page of `app://studio/x` lives at `https://studio.app.electron-double.test/x`.
 * Other addresses stay as they are.
 */
export function toFake(address: string): string {
  const [, scheme = '', host = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/i.exec(address) ?? [];
  return schemes.has(scheme.toLowerCase()) ? `https://${host}.${scheme.toLowerCase()}${suffix}${rest || '/'}` : address;
}

/** Turns fake addresses back, anywhere in a text. */
export function toReal(text: string): string {
  return text.replace(
    /https:\/\/([^/?#\s]*)\.([a-z][a-z0-9+-]*)\.electron-double\.test/g,
    (_, host: string, scheme: string) => `${scheme}://${host}`,
  );
}

/** `app:` and `app://studio` in a content security policy, as the fake hosts they stand for. */
export function fakePolicy(policy: string): string {
  return policy.replace(
    /(^|\s)([a-z][a-z0-9+-]*):(\/\/[^\s;]*)?(?=[\s;]|$)/g,
    (all, space: string, scheme: string, rest: string | undefined) =>
      schemes.has(scheme) ? `${space}https://${rest ? rest.slice(2) : '*'}.${scheme}${suffix}` : all,
  );
}

/** Scheme and host, as Electron gives a frame's origin; `null` for frames that have none. */
export const originOf = (address: string): string => /^([a-z][a-z0-9+-]*:\/\/[^/?#]+)/i.exec(address)?.[1] ?? 'null';
