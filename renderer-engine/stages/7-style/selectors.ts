import type { PossibleElement, PossibleOutput } from './possible-elements.ts';

/**
 * The selectors of a list that may match something; empty when none does. In doubt one stays: only tags, classes and
 * attributes are asked for, each compound alone.
 */
export function possibleSelectors(list: string, output: PossibleOutput): string {
  if (list.startsWith('@')) return list;
  return split(list, /,/)
    .filter((selector) => isPossible(selector, output))
    .join(',');
}

/** Splits at separators that stand outside of brackets and strings. */
export function split(text: string, separator: RegExp): readonly string[] {
  const parts: string[] = [];
  let [depth, start, quoted] = [0, 0, false];
  for (let index = 0; index < text.length; index++) {
    const character = text[index]!;
    if (character === '"') quoted = !quoted;
    if (quoted) continue;
    if (character === '(' || character === '[') depth++;
    else if (character === ')' || character === ']') depth--;
    else if (depth === 0 && separator.test(character)) {
      parts.push(text.slice(start, index).trim());
      start = index + 1;
    }
  }
  return [...parts, text.slice(start).trim()].filter((part) => part !== '');
}

const isPossible = (selector: string, output: PossibleOutput): boolean =>
  split(selector, /[ >+~]/).every((compound) => isCompoundPossible(compound, output));

const simple = /[a-z][a-z0-9-]*|\*|\.[\w-]+|\[[^\]]*\]|::?[a-z-]+(?:\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))?/gi;

function isCompoundPossible(compound: string, output: PossibleOutput): boolean {
  const parts = compound.match(simple) ?? [];
  const prefix = parts.find((part) => part.startsWith('.'));
  // What engine code writes at render is not in the program; nor are messages that the page's script shows.
  const own = prefix === undefined ? output.builtins.size > 0 : writtenLater(prefix.slice(1), output);
  return own || output.elements.some((element) => parts.every((part) => fits(part, element, output)));
}

function writtenLater(className: string, { builtins }: PossibleOutput): boolean {
  if (/^ui-(error|visually-hidden|toast)(__|$)/.test(className)) return true;
  return [...builtins].some((name) => className.startsWith(`ui-${name.split('-')[0]}`));
}

function fits(part: string, element: PossibleElement, output: PossibleOutput): boolean {
  const [, pseudo, inside] = /^::?([a-z-]+)(?:\((.*)\))?$/s.exec(part) ?? [];
  if (part === '*') return true;
  if (part === ':root') return element.tag === 'html';
  if (part.startsWith('.')) return element.classes.has(part.slice(1));
  if (part.startsWith('[')) return hasAttribute(part, element);
  if (pseudo === undefined) return element.tag === part.toLowerCase();
  if (inside === undefined) return true;
  if (pseudo === 'is' || pseudo === 'where')
    return split(inside, /,/).some((one) => {
      const compounds = split(one, /[ >+~]/);
      const last = compounds.at(-1) ?? '';
      return compounds.length === 1 ? (last.match(simple) ?? []).every((own) => fits(own, element, output)) : true;
    });
  if (pseudo === 'not') return !split(inside, /,/).some((one) => isCertain(one, element));
  return true;
}

/** Whether an element has that class or attribute whatever its data. */
function isCertain(selector: string, { classes, attributes }: PossibleElement): boolean {
  if (/^\.[\w-]+$/.test(selector)) return classes.has(selector.slice(1));
  const [, name = '', value] = /^\[([\w-]+)(?:="([^"]*)")?\]$/.exec(selector) ?? [];
  const known = attributes.get(name);
  return known !== undefined && !known.optional && (value === undefined || known.values?.has(value) === true);
}

/** Set by browsers, by the page's script or by whoever looks at a page, so nothing about them is known. */
const setLater =
  /^(aria-.*|data-ui-.*|data-closed|data-failed|open|hidden|disabled|checked|selected|lang|dir|style|class|id)$/;

function hasAttribute(part: string, { attributes }: PossibleElement): boolean {
  const [, name = '', operator, value = ''] = /^\[([\w-]+)(?:([~|^$*]?=)"?([^"\]]*)"?(?: i)?)?\]$/.exec(part) ?? [];
  const known = attributes.get(name);
  if (name === '' || setLater.test(name)) return true;
  if (!known) return false;
  return operator !== '=' || known.values === null || known.values.has(value);
}
