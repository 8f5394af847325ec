import { MessageFormat, MessageFunctionError, MessageResolutionError } from 'messageformat';
import type { Json, Messages } from '../document/types.ts';
import type { Env } from '../expressions/env.ts';
import { intlLocales } from '../expressions/functions/intl.ts';
import { directionOf, fallbackChain } from './locales.ts';
import { messageModel, messageSteps } from './message-arguments.ts';
import { messageFunctions } from './message-functions.ts';
import { isPseudoLocale, type PseudoLocale, pseudoMessage } from './pseudo.ts';
import { wordsDocument, wordsLocale } from './words/words.ts';

/** What formatting a message needs of the render. */
export type MessagePlace = Pick<Env, 'locale' | 'timeZone' | 'problem' | 'steps'>;

/** A piece of a message: words inside the markup `{#terms}…{/terms}`, or outside of any (null). */
export interface MessagePart {
  readonly markup: string | null;
  readonly words: string;
}

type Format<T> = (owner: string, key: string, args: Readonly<Record<string, Json>>, place: MessagePlace) => T;

/** Messages by `key` of document `owner`. Never throws: a missing one is `[key]`, with a problem. */
export interface MessageFormatter {
  /** Markup leaves no trace in it. */
  readonly text: Format<string>;
  readonly parts: Format<readonly MessagePart[]>;
}

/** A message, ready to format in one locale and time zone. */
interface Prepared {
  readonly format: MessageFormat<'moment' | 'number'> | null;
  /** Set when nothing has to be filled in. */
  readonly text: string | null;
  readonly pseudo: PseudoLocale | null;
  /** What saying it takes, beyond what every message does. */
  readonly steps: number;
}

/** A program uses few messages in few locales; beyond this, hosts render in ever new locales. */
const preparedCount = 10_000;

/**
 * Makes the formatter of a program. `messages` is by document id; a locale falls back `de-AT` → `de` → default. Parsed
 * messages are kept by locale and time zone.
 */
export function createMessages(messages: Readonly<Record<string, Messages>>, defaultLocale: string): MessageFormatter {
  const prepared = new Map<string, Prepared | null>();
  const find: Format<Prepared | null> = (owner, key, _, place) => {
    const name = `${place.locale}\n${place.timeZone}\n${owner}\n${key}`;
    let message = prepared.get(name);
    if (message === undefined) {
      message = prepare(messages, defaultLocale, owner, key, place);
      if (prepared.size >= preparedCount) prepared.clear();
      prepared.set(name, message);
    }
    if (!message) place.problem('UI4201', { key });
    else place.steps += message.steps;
    return message;
  };
  return {
    text(owner, key, args, place) {
      const message = find(owner, key, args, place);
      return message ? (message.text ?? formatted(message, key, args, place)) : `[${key}]`;
    },
    parts(owner, key, args, place) {
      const message = find(owner, key, args, place);
      if (!message) return [{ markup: null, words: `[${key}]` }];
      return message.text === null
        ? formattedParts(message, key, args, place)
        : [{ markup: null, words: message.text }];
    },
  };
}

function prepare(
  messages: Readonly<Record<string, Messages>>,
  defaultLocale: string,
  owner: string,
  key: string,
  { locale, timeZone }: MessagePlace,
): Prepared | null {
  const pseudo = isPseudoLocale(locale) ? locale : null;
  const wanted = pseudo ? defaultLocale : locale;
  const chain = fallbackChain(wanted, defaultLocale);
  const found = findMessage(ownValue(messages, owner), key, owner === wordsDocument ? [...chain, wordsLocale] : chain);
  const model = found && messageModel(found.text);
  if (!found || !model) return null;
  if (model.type === 'message' && model.pattern.every((part) => typeof part === 'string')) {
    const text = model.pattern.join('');
    return { format: null, text: pseudo ? pseudoMessage([{ text, fixed: true }], pseudo) : text, pseudo, steps: 0 };
  }
  // `de-AT` formats numbers of a `de` message its own way; a message of another language keeps its own.
  const speaks = wanted === found.locale || wanted.startsWith(`${found.locale}-`) ? wanted : found.locale;
  const format = new MessageFormat<'moment' | 'number'>(intlLocales(speaks), model, {
    functions: messageFunctions(speaks, timeZone),
    dir: directionOf(pseudo ?? speaks),
  });
  return { format, text: null, pseudo, steps: messageSteps(model) };
}

function findMessage(messages: Messages | undefined, key: string, locales: readonly string[]) {
  for (const locale of locales) {
    const text = ownValue(ownValue(messages, locale), key);
    if (text !== undefined) return { locale, text };
  }
  return null;
}

// Own properties only: keys and locales are words of the author.
function ownValue<T>(map: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return map && Object.hasOwn(map, key) ? map[key] : undefined;
}

function formatted(
  { format, pseudo }: Prepared,
  key: string,
  args: Readonly<Record<string, Json>>,
  place: MessagePlace,
): string {
  if (!format) return '';
  const report = (error: unknown): void => reportError(error, key, place);
  const values = printable(args);
  if (!pseudo) return format.format(values, report);
  return joined(format.formatToParts(values, report) as readonly Part[], pseudo);
}

/** Markup is flat and closed, which `messageArguments` sees to. */
function formattedParts(
  { format, pseudo }: Prepared,
  key: string,
  args: Readonly<Record<string, Json>>,
  place: MessagePlace,
): readonly MessagePart[] {
  if (!format) return [];
  const found = format.formatToParts(printable(args), (error: unknown) => reportError(error, key, place));
  const pieces: { readonly markup: string | null; readonly parts: Part[] }[] = [{ markup: null, parts: [] }];
  for (const part of found as readonly Part[]) {
    if (part.type !== 'markup') pieces.at(-1)!.parts.push(part);
    else if (part.kind === 'open') pieces.push({ markup: part.name ?? '', parts: [] });
    else pieces.push(...(part.kind === 'standalone' ? [{ markup: part.name ?? '', parts: [] }] : []), outside());
  }
  return pieces
    .map(({ markup, parts }) => ({ markup, words: joined(parts, pseudo) }))
    .filter(({ markup, words }) => markup !== null || words !== '');
}

const outside = () => ({ markup: null, parts: [] });

function joined(parts: readonly Part[], pseudo: PseudoLocale | null): string {
  if (!pseudo) return parts.map(partText).join('');
  if (parts.length === 0) return '';
  return pseudoMessage(
    parts.map((part) => ({ text: partText(part), fixed: part.type === 'text' })),
    pseudo,
  );
}

/** Null is empty, as in text; what has no text form is left out, which the message then reports as missing. */
function printable(args: Readonly<Record<string, Json>>): Record<string, string | number> {
  const values: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(args)) {
    if (value === null) values[name] = '';
    else if (typeof value === 'string') values[name] = value;
    else if (typeof value === 'number') values[name] = value + 0;
  }
  return values;
}

interface Part {
  readonly type: string;
  /** Of markup. */
  readonly kind?: string;
  readonly name?: string;
  readonly value?: unknown;
  readonly source?: string | undefined;
  readonly parts?: readonly { readonly value?: unknown }[] | undefined;
}

function partText({ type, value, source, parts }: Part): string {
  if (type === 'markup') return '';
  if (type === 'fallback') return `{${source}}`;
  return parts ? parts.map((part) => String(part.value)).join('') : String(value ?? '');
}

function reportError(error: unknown, key: string, { problem }: MessagePlace): void {
  const isOurs = error instanceof MessageResolutionError || error instanceof MessageFunctionError;
  const argument = isOurs ? (error.source ?? '').replace(/^\$/, '') : '';
  // The library reports a second time, without a name, that it shows the argument's name instead.
  if (argument === '\ufffd') return;
  const isMissing = error instanceof MessageResolutionError && error.type === 'unresolved-variable';
  const reason = isMissing ? 'missing' : 'type';
  problem('UI4202', { key, argument, reason, expected: 'what its function takes', found: 'something else' });
}
