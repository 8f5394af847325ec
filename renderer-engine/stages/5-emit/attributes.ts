import type { Attributes, AttributeValue, Input } from '../../components/component.ts';
import type { Json } from '../../document/types.ts';
import { safeUrl, type UrlPurpose } from '../../html/url.ts';
import { attribute, checkAttributeName, compareAttributes } from '../../html/writer.ts';
import type { Code } from '../../program.ts';
import type { Place } from '../4-optimize/tree.ts';
import { type Emission, push } from './emission.ts';
import { codeOfInput } from './lower.ts';

/** An axis prop only known at render. */
interface AxisHole {
  readonly axis: readonly Json[];
  readonly code: Code;
}

/** A value as components write it, or an axis the emitter adds. */
export type WrittenAttribute = AttributeValue | AxisHole;

/** Attributes of one element, by name in the fixed order of language.md 9.4. */
export interface AttributeList {
  readonly names: string[];
  readonly values: WrittenAttribute[];
  /** What stands behind it is left from another element. */
  count: number;
}

export const newAttributes = (): AttributeList => ({ names: [], values: [], count: 0 });

/** Sets an attribute; what was set before under that name gives way. */
export function put(name: string, value: WrittenAttribute, into: AttributeList): void {
  const { names, values } = into;
  let at = into.count;
  for (; at > 0; at--) {
    const before = names[at - 1]!;
    if (before === name) {
      values[at - 1] = value;
      return;
    }
    if (compareAttributes(before, name) < 0) break;
  }
  for (let to = into.count; to > at; to--) {
    names[to] = names[to - 1]!;
    values[to] = values[to - 1];
  }
  names[at] = name;
  values[at] = value;
  into.count += 1;
}

export function putAll(attributes: Attributes, into: AttributeList): void {
  for (const name in attributes) put(name, attributes[name], into);
}

/** The list of the next element; there is one, because an element's attributes are written before anything in it. */
export function nextAttributes({ attributes }: Emission): AttributeList {
  attributes.count = 0;
  return attributes;
}

const urlPurposes: Readonly<Record<string, UrlPurpose>> = {
  href: 'link',
  src: 'image',
  action: 'action',
  formaction: 'action',
};

export function writeAttributes(attributes: Attributes, place: Place, emission: Emission): void {
  const all = nextAttributes(emission);
  putAll(attributes, all);
  writeSorted(all, place, emission);
}

/** The name decides the context a value is escaped for. */
export function writeSorted(all: AttributeList, place: Place, emission: Emission): void {
  const { names, values, count } = all;
  for (let at = 0; at < count; at++) {
    const name = checkAttributeName(names[at]!);
    if (name.startsWith('data-ui-')) emission.scripts.add('runtime');
    const purpose = Object.hasOwn(urlPurposes, name) ? urlPurposes[name] : undefined;
    if (purpose) writeUrl(name, purpose, all, place, emission);
    else if (!(name === 'rel' && placeOf('href', all) >= 0)) writeAttribute(name, values[at], emission);
  }
}

function writeAttribute(name: string, value: WrittenAttribute, emission: Emission): void {
  if (typeof value === 'string') push(emission, attribute(name, value));
  else if (isAxis(value)) push(emission, ['axis', name, value.code, value.axis]);
  else {
    const input = asInput(value);
    if (name === 'srcset' && !isNothing(input)) push(emission, ['srcset', name, codeOfInput(input)]);
    else if (input.constant) push(emission, attribute(name, constantText(input.value)));
    else push(emission, ['attribute', name, input.code]);
  }
}

/** Numbers, text and booleans have an attribute form; anything else is nobody's intention and left out. */
const constantText = (value: Json): Json => (value !== null && typeof value === 'object' ? null : value);

/** URLs are decided when the program is linked: what is our own depends on the site, not on the document. */
function writeUrl(name: string, purpose: UrlPurpose, all: AttributeList, place: Place, emission: Emission): void {
  const input = asInput(plain(valueUnder(name, all)));
  if (isNothing(input)) return;
  if (input.constant && typeof input.value === 'string') warnWhenBlocked(input.value, purpose, place, emission);
  const rel = name === 'href' ? codeOfInput(asInput(plain(valueUnder('rel', all)))) : null;
  push(emission, ['url', name, codeOfInput(input), purpose, rel]);
}

function warnWhenBlocked(url: string, purpose: UrlPurpose, place: Place, emission: Emission): void {
  if (!safeUrl(url, purpose, emission.context.urls).blocked) return;
  emission.teller.tell('UI9301', { url, reason: blockedReason[purpose] }, { origin: place.origin, node: place.id });
}

export const blockedReason: Readonly<Record<UrlPurpose, string>> = {
  link: 'only https, http, mailto, tel and paths of this site may be linked',
  image: 'pictures come from assets, this site or an origin listed in "site.images"',
  action: 'forms are only sent to this site',
};

function placeOf(name: string, { names, count }: AttributeList): number {
  const at = names.indexOf(name);
  return at < count ? at : -1;
}

const valueUnder = (name: string, all: AttributeList): WrittenAttribute => all.values[placeOf(name, all)];

const isAxis = (value: WrittenAttribute): value is AxisHole =>
  typeof value === 'object' && value !== null && 'axis' in value;

const plain = (value: WrittenAttribute): AttributeValue => (isAxis(value) ? null : value);

const isNothing = (input: Input): boolean => input.constant && (input.value === null || input.value === false);

export const asInput = (value: AttributeValue): Input => {
  if (value === null || value === undefined) return { constant: true, value: null };
  return typeof value === 'object' ? value : { constant: true, value };
};
