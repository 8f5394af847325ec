import { step } from '../document/pointer.ts';
import type { Json } from '../document/types.ts';
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
 * whatever a host takes in from elsewhere: an import with a `high` finding belongs into quarantine.
 */
export function securityFindings(value: Json): readonly SecurityFinding[] {
  const findings: SecurityFinding[] = [];
  look(value, '', findings);
  return findings;
}

/** Whatever was looked at before and had nothing; parsed values never change. */
const clean = new WeakSet<object>();

function look(value: Json, pointer: string, findings: SecurityFinding[]): void {
  if (typeof value === 'string') {
    if (maySay.test(value) || value.length > longestWord) judge(value, pointer, false, findings);
    return;
  }
  if (typeof value !== 'object' || value === null || clean.has(value)) return;
  const before = findings.length;
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at++) look(value[at]!, `${pointer}/${at}`, findings);
  } else {
    for (const [key, inner] of Object.entries(value)) {
      const isPlain = plainKey.test(key);
      const place = isPlain ? `${pointer}/${key}` : step(pointer, key);
      if (!isPlain && (maySay.test(key) || key.length > longestWord)) judge(key, place, true, findings);
      look(inner as Json, place, findings);
    }
  }
  if (findings.length === before) clean.add(value);
}

const plainKey = /^[A-Za-z][A-Za-z0-9-]{0,99}$/;

/** Everything that a rule could find begins with one of these; most texts have none and are done. */
const maySay =
  /[<\\%&;`]|[^\n\t\x20-\x7e]|script|data\s*:|__|--|\bon[a-z]+\s*=|constructor|["']\s*(?:or|and)\s|(?:eval|timeout|interval|function|alert|confirm|prompt|charcode)\s*\(|\.\s*(?:cookie|write|location|domain|innerhtml|outerhtml)|[+*]\)[+*{]|\{\d{4}|\bunion\b|xp_cmd|\$\(|\|\s*(?:rm|cat|nc|ba?sh|sudo|wget|curl)\b/i;

function judge(text: string, pointer: string, atKey: boolean, findings: SecurityFinding[]): void {
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
