import { step } from '../../document/pointer.ts';
import type { PageDocument } from '../../document/types.ts';
import { messageArguments } from '../../messages/index.ts';
import type { Validation } from './validation.ts';

/** Every message of the document in every language the project asks for, and each text well written. */
export function checkMessages({ resolved, context, teller }: Validation): void {
  const required = context.settings.locales?.required ?? [];
  const { unit } = resolved;
  const own = (unit.document as PageDocument).messages ?? {};
  const merged = resolved.page.messages.get(unit) ?? {};
  const keys = new Set(Object.values(own).flatMap((texts) => Object.keys(texts)));
  for (const key of keys) {
    const locales = required.filter((locale) => !Object.hasOwn(merged[locale] ?? {}, key));
    if (locales.length === 0) continue;
    const somewhere = Object.keys(own).find((locale) => Object.hasOwn(own[locale]!, key)) ?? '';
    const pointer = step(step('/messages', somewhere), key);
    teller.tell('UI4201', { key, locales }, { origin: { unit, pointer }, atKey: true });
  }
  for (const [locale, texts] of Object.entries(own)) {
    for (const [key, text] of Object.entries(texts)) {
      const origin = { unit, pointer: step(step('/messages', locale), key) };
      for (const { reason, start, end } of messageArguments(text).problems) {
        // What is missing at the end is shown at the last character, so that there is something to see.
        const offset = Math.min(start, Math.max(0, text.length - 1));
        teller.tell('UI4203', { reason }, { origin, inside: { offset, length: Math.max(1, end - offset) } });
      }
    }
  }
}
