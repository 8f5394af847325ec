import type { Json, JsonObject, JsonSchema } from '../../document/types.ts';
import { anyType, type Binding, type Type, typeOfSchema } from '../../expressions/index.ts';

/** The type of a provided name: a path into the props (`rows[]`: an item of `rows`), or a JSON Schema. */
export function provided(definition: Json, props: Readonly<Record<string, Type>>): Type {
  if (typeof definition !== 'string') return typeOfSchema(definition as JsonSchema);
  const steps = definition.split(/\.|(?=\[\])/).filter((one) => one !== '');
  const [first = '', ...rest] = steps;
  let type: Type | undefined = Object.hasOwn(props, first) ? props[first] : undefined;
  for (const one of rest) {
    if (type === undefined || type.any) return anyType;
    type = one === '[]' ? type.list : (type.map?.properties[one] ?? type.map?.rest ?? undefined);
  }
  return type ?? anyType;
}

/** Names a fill of a slot sees in addition. */
export function providedNames(
  provide: Readonly<Record<string, string | JsonObject>> | undefined,
  props: Readonly<Record<string, Type>>,
): Readonly<Record<string, Binding>> {
  const entries = Object.entries(provide ?? {}).map(
    ([name, definition]) => [name, { type: provided(definition, props) }] as const,
  );
  return Object.fromEntries(entries);
}
