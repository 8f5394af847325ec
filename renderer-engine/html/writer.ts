import { escapeAttribute, escapeText } from './escape.ts';

/**
 * The only way to make markup (language.md 9.2). Names are literals of the engine and checked; values are escaped here
 * and nowhere else. There is no way to append a string as it is.
 */

const tagName = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
/** No event handlers, no inline style, nothing a runtime would evaluate (language.md 9.3). */
const attributeName = /^(?:viewBox|(?!on|style$|srcdoc$|hx-on|hx-confirm$|hx-vals$)[a-z][a-z0-9]*(?:[-:][a-z0-9]+)*)$/;
const voidTags = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
const forbiddenTags = new Set('script style iframe object embed base math use animate set template portal'.split(' '));

export const isVoid = (tag: string): boolean => voidTags.has(tag);

/** `<tag`, to be followed by attributes. Throws on a name the engine must not write. */
export function openTag(tag: string): string {
  const known = openTags.get(tag);
  if (known !== undefined) return known;
  if (!tagName.test(tag) || forbiddenTags.has(tag))
    throw new Error(`"${tag}" is not an element a component may write.`);
  const opened = `<${tag}`;
  if (openTags.size < mostNames) openTags.set(tag, opened);
  return opened;
}

/** Tags that passed the check. */
const openTags = new Map<string, string>();

/** What ends a start tag. A parser drops the first line feed in these two, so one is written that may be dropped. */
export const endOfOpenTag = (tag: string): string => (tag === 'textarea' || tag === 'pre' ? '>\n' : '>');

export const closeTag = (tag: string): string => (isVoid(tag) ? '' : `</${tag}>`);

/** Throws on a name the engine must not write. */
export function checkAttributeName(name: string): string {
  rankOf(name);
  return name;
}

/** ` name="value"`, or ` name=""` for `true`, or nothing for null and false. */
export const attribute = (name: string, value: unknown): string => attributeFrom(` ${name}="`, value);

/** As `attribute`, for a name that is written again and again. */
export function attributeWriter(name: string): (value: unknown) => string {
  const start = ` ${name}="`;
  return (value) => attributeFrom(start, value);
}

function attributeFrom(start: string, value: unknown): string {
  if (typeof value === 'string') return `${start}${escapeAttribute(value)}"`;
  if (value === null || value === undefined || value === false) return '';
  return `${start}${value === true ? '' : asText(value)}"`;
}

export const text = (value: unknown): string => escapeText(asText(value));

/** Text of a value: numbers in ES shortest form, nothing for what has no text form. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return value === 0 ? '0' : String(value);
  return typeof value === 'boolean' ? String(value) : '';
}

const groups = [/^id$/, /^class$/, /^(?:name|value)$/, /^(?!data-|aria-|hx-)/, /^data-/, /^aria-/, /^hx-/];

/** Names that passed the check, and their group. The engine knows few names and writes them again and again. */
const ranks = new Map<string, number>([['data-ui-node', groups.length]]);

function rankOf(name: string): number {
  const known = ranks.get(name);
  if (known !== undefined) return known;
  if (!attributeName.test(name)) throw new Error(`"${name}" is not an attribute a component may write.`);
  const rank = groups.findIndex((group) => group.test(name));
  if (ranks.size < mostNames) ranks.set(name, rank);
  return rank;
}

const mostNames = 1_000;

/** Fixed order: id, class, name and value, alphabetical, data-*, aria-*, hx-*, trace (language.md 9.4). */
export const compareAttributes = (a: string, b: string): number =>
  rankOf(a) - rankOf(b) || (a < b ? -1 : a > b ? 1 : 0);

/** A whole start tag with constant attributes, in the order given. */
export function startTag(tag: string, attributes: Readonly<Record<string, unknown>> = {}): string {
  const written = Object.entries(attributes).map(([name, value]) => attribute(checkAttributeName(name), value));
  return openTag(tag) + written.join('') + endOfOpenTag(tag);
}

/** Rules in the page itself; null for what could end the element early, which no sheet of the engine's holds. */
export const styleElement = (css: string): string | null => (/<[/!]/.test(css) ? null : `<style>${css}</style>`);

/** A file of the engine's own, which runs once the page is there. */
export const scriptTag = (src: string): string =>
  `<script${attribute('defer', true)}${attribute('src', src)}></script>`;

/** A file of the engine's own that works while the page is still coming. */
export const earlyScriptTag = (src: string): string =>
  `<script${attribute('async', true)}${attribute('src', src)}></script>`;
