import type { TabContent } from '../tab.ts';

/** The text of the script that runs before all others of a document. */
export function scriptBefore<Argument>(locale: string, before: TabContent<Argument>['before']): string {
  const own = before ? `(${String(before.task)})(${JSON.stringify(before.argument)});` : '';
  return `document.currentScript.remove();(${String(speak)})(${JSON.stringify(locale)});(${String(hideScrollbars)})();${own}`;
}

/** Runs in the page: what the browser says it speaks, and what numbers and dates are written in unless asked otherwise. */
function speak(locale: string): void {
  const say = <Value>(name: 'language' | 'languages', value: Value) =>
    Object.defineProperty(Navigator.prototype, name, { configurable: true, enumerable: true, get: () => value });
  say('language', locale);
  say('languages', Object.freeze([locale]));
  for (const name of Object.getOwnPropertyNames(Intl) as (keyof typeof Intl)[]) {
    const Format = Intl[name] as unknown;
    if (typeof Format !== 'function' || !Format.prototype || !('supportedLocalesOf' in Format)) continue;
    const withLocale = (args: unknown[]) => [args[0] ?? locale, ...args.slice(1)];
    const wrapped = new Proxy(Format, {
      construct: (target, args, newTarget) => Reflect.construct(target, withLocale(args), newTarget),
      apply: (target, receiver, args) => Reflect.apply(target, receiver, withLocale(args)),
    });
    Object.defineProperty(Intl, name, { configurable: true, writable: true, value: wrapped });
    Format.prototype.constructor = wrapped;
  }
  const first = (owner: object, name: string, at = 0) => {
    const written = Reflect.get(owner, name) as (...args: unknown[]) => unknown;
    Object.defineProperty(owner, name, {
      configurable: true,
      writable: true,
      value(this: unknown, ...args: unknown[]) {
        const given = Array.from({ length: Math.max(args.length, at + 1) }, (_, index) => args[index]);
        given[at] ??= locale;
        return written.apply(this, given);
      },
    });
  };
  for (const name of ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString']) first(Date.prototype, name);
  for (const owner of [Number.prototype, BigInt.prototype, Array.prototype]) first(owner, 'toLocaleString');
  for (const name of ['toLocaleUpperCase', 'toLocaleLowerCase']) first(String.prototype, name);
  first(String.prototype, 'localeCompare', 1);
}

/** Runs in the page: scrollbars take no room and leave no trace in a picture, as in Chromium. */
function hideScrollbars(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { scrollbar-width: none !important } ::-webkit-scrollbar { display: none !important }');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
