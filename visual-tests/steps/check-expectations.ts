import { canonical, type JsonObject } from '#engine';
import type { Tab } from '../browsers/tab.ts';
import type { BrokenExpectation, CallMade, FormError, Visit } from '../types/visit.ts';
import { type NodeReading, readErrors, readNode, type ShownError } from './page/read-expected.ts';
import { nameOf, targetOf } from './read-step.ts';

/** Whether a case asks that its HTML stays the same. */
export const expectsHtml = (expect: readonly JsonObject[] = []): boolean =>
  expect.some(({ html }) => html === 'snapshot');

/** What a case expects of a page at rest that is not so; its HTML is compared with the accepted one by whoever judges. */
export async function brokenExpectations(
  expect: readonly JsonObject[],
  tab: Tab,
  visit: Visit,
): Promise<readonly BrokenExpectation[]> {
  const broken: BrokenExpectation[] = [];
  for (const one of expect) {
    const problem = await check(one, tab, visit);
    if (problem) broken.push(problem);
  }
  return broken;
}

async function check(one: JsonObject, tab: Tab, visit: Visit): Promise<BrokenExpectation | null> {
  const { text, visible, absent, errors, requests, html } = one;
  for (const [about, judge] of [
    [text, wrongWords],
    [visible, notVisible],
    [absent, notAbsent],
  ] as const) {
    if (typeof about !== 'string') continue;
    const target = targetOf(about, one['key']);
    const message = judge(nameOf(target), await tab.run(readNode, target), one);
    return message === null ? null : { node: about, message };
  }
  if (Array.isArray(errors))
    return aboutNone(wrongErrors(errors.map(String), await tab.run(readErrors, null), visit.found));
  if (Array.isArray(requests)) return aboutNone(wrongRequests(requests as readonly JsonObject[], visit.calls));
  return html === 'snapshot' ? null : aboutNone(`Expected something nobody knows: ${JSON.stringify(one)}.`);
}

const aboutNone = (message: string | null): BrokenExpectation | null =>
  message === null ? null : { node: null, message };

const missing = (name: string, { count, keys }: NodeReading): string =>
  count > 0
    ? `${name} is there and cannot be seen`
    : `there is no ${name}${keys.length > 0 ? ` (there are ${keys.join(', ')})` : ''}`;

function wrongWords(name: string, reading: NodeReading, { equals }: JsonObject): string | null {
  const wanted = (typeof equals === 'string' ? equals : JSON.stringify(equals ?? '')).replace(/\s+/g, ' ').trim();
  const [first] = reading.shown;
  if (first === undefined) return `Expected ${name} to say "${wanted}", but ${missing(name, reading)}.`;
  if (reading.shown.length > 1) {
    return `Expected ${name} to say "${wanted}", but there are ${reading.shown.length} of it; say which by "key".`;
  }
  return first === wanted ? null : `Expected ${name} to say "${wanted}", but it says "${first}".`;
}

const notVisible = (name: string, reading: NodeReading): string | null =>
  reading.shown.length > 0 ? null : `Expected to see ${name}, but ${missing(name, reading)}.`;

const notAbsent = (name: string, { shown }: NodeReading): string | null =>
  shown.length === 0
    ? null
    : `Expected not to see ${name}, but it is shown${shown[0] ? ` and says "${shown[0]}"` : ''}.`;

/** Messages have names by what found them: the id of a rule, or pointer and keyword. */
function wrongErrors(
  wanted: readonly string[],
  shown: readonly ShownError[],
  found: readonly FormError[],
): string | null {
  const names = [...new Set(shown.flatMap((error) => namesOf(error, found)))].sort();
  const missing = wanted.filter((name) => !names.includes(name));
  const extra = names.filter((name) => !wanted.includes(name));
  if (missing.length === 0 && extra.length === 0) return null;
  const parts = [
    ...(missing.length > 0 ? [`not shown: ${missing.join(', ')}`] : []),
    ...(extra.length > 0 ? [`shown besides: ${extra.join(', ')}`] : []),
  ];
  const expected = wanted.length === 0 ? 'no errors' : `the errors ${wanted.join(', ')}`;
  return `Expected ${expected}, but ${names.length === 0 ? 'none is shown' : `found ${names.join(', ')}`} (${parts.join('; ')}).`;
}

function namesOf({ at, keyword, message }: ShownError, found: readonly FormError[]): readonly string[] {
  if (keyword !== null) return [`${at}:${keyword}`];
  const same = found.filter((error) => error.message.trim() === message && (at === null || error.at === at));
  const [known] = same;
  if (!known) return [`${at ?? ''}:"${message}"`];
  return [isKeyword(known.rule) ? `${known.at}:${known.rule}` : known.rule];
}

/** Ids of rules are the author's; what a schema or a call says has the names of JSON Schema, or `call`. */
const keywords = new Set(
  'required type format pattern minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum multipleOf enum const minItems maxItems uniqueItems contains minProperties maxProperties additionalProperties anyOf oneOf allOf not if then else dependentRequired dependentSchemas propertyNames unevaluatedProperties unevaluatedItems call'.split(
    ' ',
  ),
);
const isKeyword = (rule: string): boolean => keywords.has(rule);

function wrongRequests(wanted: readonly JsonObject[], made: readonly CallMade[]): string | null {
  const isSame = ({ call, with: args }: JsonObject, one: CallMade | undefined): boolean =>
    one !== undefined && one.call === call && (args === undefined || canonical(args) === canonical(one.with));
  const isRight = wanted.length === made.length && wanted.every((one, at) => isSame(one, made[at]));
  if (isRight) return null;
  const words = (list: readonly { readonly call?: unknown; readonly with?: unknown }[]) =>
    list.length === 0
      ? 'none'
      : list
          .map(({ call, with: args }) => `${call}${args === undefined ? '' : ` with ${JSON.stringify(args)}`}`)
          .join(', then ');
  return `Expected these requests: ${words(wanted)}. Made were: ${words(made)}.`;
}
