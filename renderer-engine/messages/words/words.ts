import type { Messages } from '../../document/types.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';

/** What the engine can say by itself: "Close", "Next page", the sentences of validation. */
export type WordKey = keyof typeof en;

/** One locale: MessageFormat 2 text for every key. */
export type WordTexts = Readonly<Record<WordKey, string>>;

/** Document id under which programs, projects and tenants find and replace the engine's words. */
export const wordsDocument = 'core/words';

/** The locale that has every word, and the last resort of the others. */
export const wordsLocale = 'en';

/** Locale → key → text. A new locale is one file and one name here. */
export const words: Messages = { ar, de, en, es, fr };

export const isWordKey = (key: string): key is WordKey => Object.hasOwn(en, key);

/** These keys in every locale, as a program carries them. */
export const wordsFor = (keys: Iterable<string>): Messages => {
  const wanted = [...keys].filter(isWordKey).sort();
  return Object.fromEntries(
    Object.entries(words).map(([locale, texts]) => [
      locale,
      Object.fromEntries(wanted.map((key) => [key, texts[key]!])),
    ]),
  );
};

/** The engine's words with those of a program over them: it may have been made with words of its project. */
export function withWords(messages: Readonly<Record<string, Messages>>): Readonly<Record<string, Messages>> {
  const own = messages[wordsDocument] ?? {};
  const locales = [...new Set([...Object.keys(words), ...Object.keys(own)])];
  const merged = locales.map((locale) => [locale, { ...words[locale], ...own[locale] }] as const);
  return { ...messages, [wordsDocument]: Object.fromEntries(merged) };
}
