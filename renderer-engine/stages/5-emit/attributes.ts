import type { AttributeValue, Input } from '../../components/component.ts';
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

/** What components write, and the axes the emitter adds. */
export type WrittenAttributes = Readonly<Record<string, AttributeValue | AxisHole>>;

const urlPurposes: Readonly<Record<string, UrlPurpose>> = {
  href: 'link',
  src: 'image',
  action: 'action',
  formaction: 'action',
};

/** Writes attributes in the fixed order of language.md 9.4; the name decides the context a value is escaped for. */
export function writeAttributes(attributes: WrittenAttributes, place: Place, emission: Emission): void {
  for (const name of Object.keys(attributes).sort(compareAttributes)) {
    checkAttributeName(name);
    if (name.startsWith('data-ui-')) emission.scripts.add('runtime');
    const purpose = urlPurposes[name];
    if (purpose) writeUrl(name, purpose, attributes, place, emission);
    else if (!(name === 'rel' && 'href' in attributes)) writeAttribute(name, attributes[name], emission);
  }
}

function writeAttribute(name: string, value: WrittenAttributes[string], emission: Emission): void {
  if (isAxis(value)) {
    push(emission, ['axis', name, value.code, value.axis]);
    return;
  }
  const input = asInput(value);
  if (name === 'srcset' && !isNothing(input)) push(emission, ['srcset', name, codeOfInput(input)]);
  else if (input.constant) push(emission, attribute(name, constantText(input.value)));
  else push(emission, ['attribute', name, input.code]);
}

/** Numbers, text and booleans have an attribute form; anything else is nobody's intention and left out. */
const constantText = (value: Json): Json => (value !== null && typeof value === 'object' ? null : value);

/** URLs are decided when the program is linked: what is our own depends on the site, not on the document. */
function writeUrl(name: string, purpose: UrlPurpose, all: WrittenAttributes, place: Place, emission: Emission): void {
  const input = asInput(plain(all[name]));
  if (isNothing(input)) return;
  if (input.constant && typeof input.value === 'string') warnWhenBlocked(input.value, purpose, place, emission);
  const rel = name === 'href' ? codeOfInput(asInput(plain(all['rel']))) : null;
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

const isAxis = (value: WrittenAttributes[string]): value is AxisHole =>
  typeof value === 'object' && value !== null && 'axis' in value;

const plain = (value: WrittenAttributes[string]): AttributeValue => (isAxis(value) ? null : value);

const isNothing = (input: Input): boolean => input.constant && (input.value === null || input.value === false);

export const asInput = (value: AttributeValue): Input => {
  if (value === null || value === undefined) return { constant: true, value: null };
  return typeof value === 'object' ? value : { constant: true, value };
};
