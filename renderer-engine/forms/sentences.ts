import type { JsonObject } from '../document/types.ts';
import type { WordKey } from '../messages/index.ts';
import type { SchemaProblem } from './schema-checks.ts';

/** Says a sentence of the engine in the language of the reader. */
export type Say = (key: WordKey, args?: JsonObject) => string;

/** A schema problem in a person's words, for beside a field. */
export function sentenceFor({ keyword, params }: SchemaProblem, say: Say): string {
  const plain = Object.hasOwn(plainSentences, keyword) ? plainSentences[keyword] : undefined;
  if (plain) return say(plain);
  const limited = Object.hasOwn(limitSentences, keyword) ? limitSentences[keyword] : undefined;
  if (limited) return say(limited, { limit: params['limit'] ?? null });
  switch (keyword) {
    case 'format':
      return say(formatSentences.get(String(params['format'])) ?? 'check.pattern');
    case 'type':
      return say(typeSentence([params['type'] ?? []].flat()));
    case 'multipleOf':
      return say('check.multipleOf', { step: params['multipleOf'] ?? null });
    default:
      return say('check.other');
  }
}

const plainSentences: Readonly<Record<string, WordKey>> = {
  required: 'check.required',
  pattern: 'check.pattern',
  enum: 'check.choose',
  const: 'check.choose',
  uniqueItems: 'check.uniqueItems',
};

const limitSentences: Readonly<Record<string, WordKey>> = {
  minLength: 'check.minLength',
  maxLength: 'check.maxLength',
  minimum: 'check.minimum',
  maximum: 'check.maximum',
  exclusiveMinimum: 'check.exclusiveMinimum',
  exclusiveMaximum: 'check.exclusiveMaximum',
  minItems: 'check.minItems',
  maxItems: 'check.maxItems',
};

const formatSentences: ReadonlyMap<string, WordKey> = new Map<string, WordKey>([
  ['email', 'check.email'],
  ['idn-email', 'check.email'],
  ['uri', 'check.uri'],
  ['iri', 'check.uri'],
  ['date', 'check.date'],
  ['time', 'check.time'],
  ['iso-time', 'check.time'],
  ['date-time', 'check.dateTime'],
  ['iso-date-time', 'check.dateTime'],
]);

const typeSentence = (types: readonly unknown[]): WordKey =>
  types.includes('number') ? 'check.number' : types.includes('integer') ? 'check.integer' : 'check.type';
