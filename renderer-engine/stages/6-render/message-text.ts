import type { JsonObject } from '../../document/types.ts';
import type { Program } from '../../program.ts';
import type { FullContext } from './context.ts';

/** Text of a message in the render's locale; `de-AT` falls back to `de`, then to the default (language.md 2.4). */
export function messageTextOf(program: Program, { locale }: FullContext, defaultLocale: string) {
  const locales = fallbacks(locale, defaultLocale, program.contract.locales.default);
  return (owner: string, key: string, _args: JsonObject): string => {
    const messages = program.messages[owner] ?? {};
    const found = locales.find((one) => messages[one] && Object.hasOwn(messages[one], key));
    return found === undefined ? key : messages[found]![key]!;
  };
}

function fallbacks(locale: string, ...defaults: readonly string[]): readonly string[] {
  const parts = locale.split('-');
  const own = parts.map((_, at) => parts.slice(0, parts.length - at).join('-'));
  return [...new Set([...own, ...defaults])];
}
