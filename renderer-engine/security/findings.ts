import { step } from '../document/pointer.ts';
import type { Json, JsonObject } from '../document/types.ts';
import { normalize } from './normalize.ts';
import { longestWord, type Risk, securityRules } from './rules.ts';

/** Something risky in a text or a key. */
export interface SecurityFinding {
  /** JSON Pointer to the text, or to what has the key. */
  readonly pointer: string;
  readonly atKey: boolean;
  /** `forbidden-element` … */
  readonly rule: string;
  readonly risk: Risk;
  readonly description: string;
  /** What was found, without its disguise and shortened. */
  readonly found: string;
}

/**
 * What is risky in a value: every text and every key, at any depth, looked at without disguises. For documents, and for
 * whatever a host takes in from elsewhere: an import with a `high` finding belongs into quarantine. `harmless` keeps the
 * parts that have nothing, for a next time: nobody may change them.
 */
export function securityFindings(value: Json, harmless: WeakSet<object> | null = null): readonly SecurityFinding[] {
  const search: Search = { findings: [], path: [], harmless, texts: 0 };
  look(value, search);
  return search.findings;
}

interface Search {
  readonly findings: SecurityFinding[];
  /** Keys that lead to where the search is: a pointer is made of them where something is found. */
  readonly path: (string | number)[];
  readonly harmless: WeakSet<object> | null;
  /** Looked at so far. */
  texts: number;
}

function look(value: Json, search: Search): void {
  if (typeof value === 'string') {
    search.texts += 1;
    if (value.length > longestWord || maySay.test(value)) judge(value, search, false);
  } else if (typeof value === 'object' && value !== null && !search.harmless?.has(value)) {
    const { texts, findings } = search;
    const found = findings.length;
    if (Array.isArray(value)) lookIntoList(value, search);
    else lookIntoMap(value as JsonObject, search);
    if (search.harmless && findings.length === found && search.texts - texts >= fewTexts) search.harmless.add(value);
  }
}

/** Less is looked at as quickly as it is found again. */
const fewTexts = 6;

function lookIntoList(list: readonly Json[], search: Search): void {
  for (let at = 0; at < list.length; at++) {
    search.path.push(at);
    look(list[at]!, search);
    search.path.pop();
  }
}

function lookIntoMap(map: JsonObject, search: Search): void {
  for (const key in map) {
    search.path.push(key);
    if (!plainKeys.has(key)) lookAtKey(key, search);
    look(map[key]!, search);
    search.path.pop();
  }
}

function lookAtKey(key: string, search: Search): void {
  if (!plainKey.test(key)) {
    if (key.length > longestWord || maySay.test(key)) judge(key, search, true);
  } else if (plainKeys.size < mostKeys) plainKeys.add(key);
}

const plainKey = /^[A-Za-z][A-Za-z0-9-]{0,99}$/;

/** Documents have few keys and say them again and again. */
const plainKeys = new Set<string>();
const mostKeys = 1_000;

/** Everything that a rule could find begins with one of these; most texts have none and are done. */
const maySay =
  /[<\\%&;`]|[^\n\t\x20-\x7e]|script|data\s*:|__|--|\bon[a-z]+\s*=|constructor|["']\s*(?:or|and)\s|(?:eval|timeout|interval|function|alert|confirm|prompt|charcode)\s*\(|\.\s*(?:cookie|write|location|domain|innerhtml|outerhtml)|[+*]\)[+*{]|\{\d{4}|\bunion\b|xp_cmd|\$\(|\|\s*(?:rm|cat|nc|ba?sh|sudo|wget|curl)\b/i;

function judge(text: string, { path, findings }: Search, atKey: boolean): void {
  const pointer = path.reduce<string>(step, '');
  // What stands behind the first 64 KB is over the limit for texts anyway.
  const normalized = normalize(text.slice(0, 65_536));
  const own = securityRules.flatMap(({ id, risk, description, find }): SecurityFinding[] => {
    const found = find(normalized);
    return found === null ? [] : [{ pointer, atKey, rule: id, risk, description, found: shorten(found) }];
  });
  // What is worse explains the rest.
  const isHigh = own.some(({ risk }) => risk === 'high');
  findings.push(...own.filter(({ risk }) => !isHigh || risk === 'high'));
  const word = text.length > longestWord ? longWord.exec(text) : null;
  if (word) {
    const description = 'a word that is longer than any';
    findings.push({ pointer, atKey, rule: 'long', risk: 'medium', description, found: shorten(word[0]) });
  }
}

const longWord = new RegExp(`[^\\s]{${longestWord}}`);

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
