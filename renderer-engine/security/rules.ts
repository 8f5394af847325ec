import { squeeze } from './normalize.ts';

/** `high` blocks publishing, `medium` is a warning, `low` only tells: it is common in honest prose. */
export type Risk = 'high' | 'medium' | 'low';

/** Something that no text of a page needs. */
export interface SecurityRule {
  readonly id: string;
  readonly risk: Risk;
  /** What it is and why it matters, as the rest of "This text holds …". */
  readonly description: string;
  /** What was found in a normalized text, or null. Takes linear time. */
  readonly find: (normalized: string) => string | null;
}

const matching =
  (...patterns: readonly RegExp[]) =>
  (text: string): string | null => {
    for (const pattern of patterns) {
      const found = pattern.exec(text);
      if (found) return found[0].trim();
    }
    return null;
  };

/** The rules of requirement S2; content is judged by them, never changed. */
export const securityRules: readonly SecurityRule[] = [
  {
    id: 'forbidden-element',
    risk: 'high',
    description: 'an element that loads or runs foreign code',
    find: matching(/<\s*\/?\s*(?:script|iframe|object|embed|applet)(?=[\s/>]|$)[^<>]{0,40}/),
  },
  {
    id: 'event-handler',
    risk: 'high',
    description: 'an event handler in markup, which runs script',
    find: matching(
      /<[a-z!/?][^<>]{0,2000}?[\s"'/]on[a-z]{3,24}\s*=[^<>]{0,30}/,
      /["']\s+on[a-z]{3,24}\s*=\s*["'a-z][^<>]{0,30}/,
    ),
  },
  {
    id: 'dangerous-address',
    risk: 'high',
    description: 'an address that runs script instead of leading somewhere',
    find: dangerousAddress,
  },
  {
    id: 'prototype-key',
    risk: 'high',
    description: 'a name that reaches into how programs behave',
    find: matching(
      /__proto__/,
      /\bconstructor\s*(?:\.\s*(?:prototype|constructor)|\[\s*["'](?:prototype|constructor))/,
    ),
  },
  {
    id: 'script',
    risk: 'medium',
    description: 'what looks like script',
    find: matching(
      /\b(?:eval|settimeout|setinterval)\s*\(\s*["'`a-z][^)]{0,40}\)/,
      /\bnew\s+function\s*\(/,
      /\b(?:document|window|globalthis)\s*\.\s*(?:cookie|write|location|domain|eval)\b\s*[=([;)]/,
      /\b(?:alert|confirm|prompt)\s*\(\s*["'`\d/)][^)]{0,40}\)/,
      /\bstring\s*\.\s*fromcharcode\s*\(/,
      /\.\s*(?:inner|outer)html\s*=/,
    ),
  },
  {
    id: 'expensive-pattern',
    risk: 'medium',
    description: 'a repeated repetition, which takes readers of patterns very long',
    find: matching(/\((?:\?:)?[^()]{0,100}[+*]\)[+*{]/, /(?<!\$)\{\d{4,}(?:,\d*)?\}/),
  },
  {
    id: 'sql',
    risk: 'low',
    description: 'what looks like a piece of SQL',
    find: matching(
      /["']\s*(?:or|and)\s+["']?\w{1,40}["']?\s*=\s*["']?\w/,
      /;\s*(?:drop|truncate|alter)\s+(?:table|database)\b/,
      /;\s*(?:delete\s+from|insert\s+into|update\s+\w{1,60}\s+set)\b/,
      /\bunion\s+(?:all\s+)?select\b[^;]{0,200}\b(?:from|null)\b/,
      /["']\s*;?\s*--(?:\s|$)/,
      /\bxp_cmdshell\b/,
    ),
  },
  {
    id: 'shell',
    risk: 'low',
    description: 'what looks like a command of a shell',
    find: matching(
      /[;&|`]\s*(?:rm|cat|chmod|chown|nc|bash|sh|sudo|mkfifo|powershell)\s+[-/~.]/,
      /[;&|`]\s*(?:wget|curl)\s+(?:-|https?:)/,
      /\$\((?:rm|cat|id|whoami|curl|wget|bash|sh|uname)\b/,
    ),
  },
];

/** A text that begins with a scheme, or names one where markup has an address. Prose puts a space after the colon. */
function dangerousAddress(text: string): string | null {
  const tight = squeeze(text);
  const scheme = /(?:^|["'=(<,])(?:javascript|vbscript|livescript):(?=[^\s])[^\s]{0,40}/.exec(tight);
  if (scheme && !/(?:javascript|vbscript|livescript)\s*:\s+\p{L}+(?![\p{L}\w.$]*[(=`[;])/u.test(text)) return scheme[0];
  return (
    /(?:^|["'=(<,])data:(?:text\/html|text\/xml|application\/(?:xhtml|xml)|image\/svg)[^\s]{0,40}/.exec(tight)?.[0] ??
    null
  );
}

/** Longer words without a space are nobody's content. */
export const longestWord = 8_192;
