import { step } from '../../document/pointer.ts';
import type { Messages, PageDocument } from '../../document/types.ts';
import { fallbackChain, messageArguments, overrideProblems, words, wordsDocument } from '../../messages/index.ts';
import type { Validation } from './validation.ts';

/** Every message of the document in every language the project asks for, each text well written and shown somewhere. */
export function checkMessages(validation: Validation): void {
  const { unit } = validation.resolved;
  const own = (unit.document as PageDocument).messages ?? {};
  tellMissing(own, validation);
  tellBroken(own, validation);
  tellUnused(own, validation);
  tellOverrides(validation);
}

/** A language is served by its parents too (`de` for `de-AT`); what else is shown instead is said. */
function tellMissing(own: Messages, { resolved: { unit, page }, context: { settings }, teller }: Validation): void {
  // Where no project asks for languages, a document has to be whole in each it speaks.
  const { required = Object.keys(own).sort(), default: standard = 'en' } = settings.locales ?? {};
  const merged = page.messages.get(unit) ?? {};
  const has = (locale: string, key: string) => Object.hasOwn(merged, locale) && Object.hasOwn(merged[locale]!, key);
  for (const key of keysOf(own)) {
    const locales = required.filter((locale) => !fallbackChain(locale, locale).some((one) => has(one, key)));
    if (locales.length === 0) continue;
    const somewhere = Object.keys(own).find((locale) => Object.hasOwn(own[locale]!, key)) ?? '';
    const shown = fallbackChain(standard, standard).find((one) => has(one, key)) ?? null;
    const pointer = step(step('/messages', somewhere), key);
    teller.tell('UI4201', { key, locales, shown }, { origin: { unit, pointer }, atKey: true });
  }
}

const keysOf = (messages: Messages): ReadonlySet<string> =>
  new Set(Object.values(messages).flatMap((texts) => Object.keys(texts)));

function tellBroken(own: Messages, { resolved: { unit }, context, teller }: Validation): void {
  const most = context.limits.messages;
  for (const [locale, texts] of Object.entries(own)) {
    const value = Object.keys(texts).length;
    if (value > most) {
      const limit = 'the number of messages in one language';
      teller.tell(
        'UI9001',
        { limit, value, most },
        { origin: { unit, pointer: step('/messages', locale) }, atKey: true },
      );
    }
    for (const [key, text] of Object.entries(texts).slice(0, most)) {
      const origin = { unit, pointer: step(step('/messages', locale), key) };
      for (const { reason, start, end } of messageArguments(text).problems) {
        // What is missing at the end is shown at the last character, so that there is something to see.
        const offset = Math.min(start, Math.max(0, text.length - 1));
        teller.tell('UI4203', { reason }, { origin, inside: { offset, length: Math.max(1, end - offset) } });
      }
    }
  }
}

/**
 * Messages of pages and components are their own, so that somebody in them shows each. While something else is wrong,
 * nobody knows what would be shown.
 */
function tellUnused(own: Messages, { resolved, teller, messages }: Validation): void {
  const { unit, kind, page, leftOut, diagnostics } = resolved;
  const hasErrors = [...diagnostics, ...unit.parsed.diagnostics, ...teller.diagnostics].some(
    ({ severity }) => severity === 'error',
  );
  if ((kind !== 'page' && kind !== 'component') || hasErrors || leftOut.size > 0) return;
  const used = new Set(messages.asked.flatMap((one) => (one.unit === unit ? [one.key] : [])));
  // What others may take from here is not looked into, and what a base says is said in its words.
  const shared = JSON.stringify((unit.document as PageDocument).defs ?? {});
  const inherited = unit.base ? keysOf(page.messages.get(unit.base) ?? {}) : new Set();
  for (const key of keysOf(own)) {
    if (used.has(key) || inherited.has(key) || shared.includes(`'${key}'`) || shared.includes(`"${key}\\"`)) continue;
    const places = Object.keys(own).filter((locale) => Object.hasOwn(own[locale]!, key));
    const edits = places.map((locale) => ({ op: 'remove', path: step(step('/messages', locale), key) }) as const);
    const pointer = step(step('/messages', places[0] ?? ''), key);
    const fixes = [{ title: `Remove "${key}"`, safe: false, edits }];
    teller.tell('UI4206', { key }, { origin: { unit, pointer }, atKey: true }, { fixes });
  }
}

/** Other words for this document; those of the engine concern every page. */
function tellOverrides({ resolved: { unit, page, kind }, context: { settings }, teller }: Validation): void {
  const { id } = unit.document;
  const documents: [string, Messages][] = [[id, page.messages.get(unit) ?? {}]];
  if (kind === 'page') documents.push([wordsDocument, words]);
  for (const [one, messages] of documents) {
    for (const { kind: what, argument = '', ...problem } of overrideProblems(one, settings, (key) =>
      needs(messages, key),
    )) {
      const why = {
        unknown: 'there is no such message, so nobody sees it.',
        syntax: 'it is not MessageFormat 2, so the usual words are shown.',
        argument: `nobody gives it "${argument}".`,
      };
      teller.tell(
        'UI4205',
        { ...problem, id: one, problem: why[what] },
        { origin: { unit, pointer: '' }, atStart: true },
      );
    }
  }
}

/** The arguments a message is given: those that any of its texts uses; null when there is no such message. */
function needs(messages: Messages, key: string): ReadonlySet<string> | null {
  const texts = Object.values(messages).flatMap((own) => (Object.hasOwn(own, key) ? [own[key]!] : []));
  if (texts.length === 0) return null;
  return new Set(texts.flatMap((text) => Object.keys(messageArguments(text).arguments)));
}
