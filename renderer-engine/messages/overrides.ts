import type { Messages } from '../document/types.ts';
import { messageArguments } from './message-arguments.ts';

/** Texts that stand over those of documents, by document id; `core/words` are the engine's own (language.md 6.3). */
export type MessageOverrides = Readonly<Record<string, Messages>>;

/** Who may say things in other words: the project, and over it the tenant a page is shown to. */
export interface OverrideSettings {
  readonly messages?: MessageOverrides;
  readonly tenants?: Readonly<Record<string, { readonly messages?: MessageOverrides }>>;
}

/** Messages by document id, with overrides over them. A text that cannot be read overrides nothing. */
export function withOverrides(messages: MessageOverrides, overrides: MessageOverrides | undefined): MessageOverrides {
  if (!overrides) return messages;
  const changed = Object.entries(overrides).filter(([id]) => Object.hasOwn(messages, id));
  return { ...messages, ...Object.fromEntries(changed.map(([id, own]) => [id, merged(messages[id]!, own)])) };
}

function merged(base: Messages, own: Messages): Messages {
  const result: Record<string, Readonly<Record<string, string>>> = { ...base };
  for (const [locale, texts] of Object.entries(own)) {
    const readable = Object.entries(texts).filter(([, text]) => messageArguments(text).problems.length === 0);
    result[locale] = { ...(Object.hasOwn(base, locale) ? base[locale] : {}), ...Object.fromEntries(readable) };
  }
  return result;
}

/** A text that overrides nothing as it stands. */
export interface OverrideProblem {
  /** Where in `studio.json`, as in `tenants.globex.messages`. */
  readonly place: string;
  readonly locale: string;
  readonly key: string;
  readonly kind: 'unknown' | 'syntax' | 'argument';
  /** The argument that its message is not given. */
  readonly argument?: string;
}

/** What is wrong with the overrides of one document, whose messages need these arguments. */
export function overrideProblems(
  id: string,
  settings: OverrideSettings,
  argumentsOf: (key: string) => ReadonlySet<string> | null,
): readonly OverrideProblem[] {
  const layers = [
    ['messages', settings.messages] as const,
    ...Object.entries(settings.tenants ?? {}).map(
      ([name, { messages }]) => [`tenants.${name}.messages`, messages] as const,
    ),
  ];
  return layers.flatMap(([place, overrides]) =>
    Object.entries((overrides && Object.hasOwn(overrides, id) && overrides[id]) || {}).flatMap(([locale, texts]) =>
      Object.entries(texts).flatMap(([key, text]): readonly OverrideProblem[] => {
        const known = argumentsOf(key);
        const shape = messageArguments(text);
        if (!known) return [{ place, locale, key, kind: 'unknown' }];
        if (shape.problems.length > 0) return [{ place, locale, key, kind: 'syntax' }];
        const argument = Object.keys(shape.arguments).find((name) => !known.has(name));
        return argument === undefined ? [] : [{ place, locale, key, kind: 'argument', argument }];
      }),
    ),
  );
}
