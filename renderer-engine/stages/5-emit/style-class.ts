import type { AttributeValue } from '../../components/component.ts';
import { canonical, shortHash } from '../../document/canonical.ts';
import type { JsonObject } from '../../document/types.ts';
import type { Bound } from '../4-optimize/bound.ts';
import { asInput } from './attributes.ts';
import type { Emission } from './emission.ts';

/** One class per distinct style (language.md 6.1). `{self.radius}` means a token of the component that wrote it. */
export function styleClassOf(bound: Bound, self: string | null, emission: Emission): readonly string[] {
  if (bound.kind !== 'constant' || bound.value === null || typeof bound.value !== 'object') return [];
  const style = withSelf(bound.value as JsonObject, self);
  if (Object.keys(style).length === 0) return [];
  const text = canonical(style);
  const known = emission.classNames.get(text);
  if (known) return [known];
  const name = `u-${shortHash(text)}`;
  emission.classNames.set(text, name);
  emission.classes.set(name, style);
  return [name];
}

/** The class of a root element: its own, and those of styles and component documents. */
export function joinClasses(own: AttributeValue, more: readonly string[]): AttributeValue {
  if (more.length === 0 && typeof own === 'string') return own || null;
  const input = asInput(own);
  if (!input.constant) return input;
  const first = typeof input.value === 'string' ? input.value : '';
  if (more.length === 0) return first || null;
  return [...(typeof input.value === 'string' ? [first] : []), ...new Set(more)].join(' ') || null;
}

const withSelf = (style: JsonObject, self: string | null): JsonObject =>
  self === null ? style : (JSON.parse(JSON.stringify(style).replaceAll('"{self.', `"{${self}.`)) as JsonObject);
