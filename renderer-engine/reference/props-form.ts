import type { CoreComponent } from '../components/component.ts';
import type { Json, JsonObject, JsonSchema } from '../document/types.ts';

/** One field of the form an inspector shows for a node, as plain data. */
export interface PropField {
  readonly name: string;
  readonly label: string;
  /** Which kind of control edits it. */
  readonly control: string;
  /** Fields of one group stand together. */
  readonly group: string;
  readonly required: boolean;
  /** May hold `${…}`. */
  readonly dynamic: boolean;
  /** May be a map `{ base, md, … }`. */
  readonly responsive: boolean;
  /** A look: its default is the theme's. */
  readonly axis: boolean;
  readonly about: string | null;
  readonly placeholder: string | null;
  readonly default: Json;
  /** What may be chosen, if that is a closed set. */
  readonly choices: readonly Json[] | null;
  readonly schema: JsonSchema;
  readonly deprecated: JsonObject | null;
}

/**
 * The form for the props of a type, made from its definition alone: inspector and reference read the same list. Required
 * props come first, then by the order and the group their schema hints at.
 */
export function propsForm({ props }: Pick<CoreComponent, 'props'>): readonly PropField[] {
  const fields = Object.entries(props).map(([name, { schema, required, shape, axis, responsive }], at) => {
    const own = (typeof schema === 'object' ? schema : {}) as JsonObject;
    const hints = (own['x-ui'] ?? {}) as JsonObject;
    const choices = choicesOf(own);
    const field: PropField = {
      name,
      label: labelOf(name),
      control: (hints['control'] as string | undefined) ?? controlOf(own, choices),
      group: (hints['group'] as string | undefined) ?? 'Content',
      required,
      dynamic: !shape && hints['dynamic'] !== false,
      responsive,
      axis,
      about: (own['description'] as string | undefined) ?? null,
      placeholder: (hints['placeholder'] as string | undefined) ?? null,
      default: own['default'] ?? null,
      choices,
      schema,
      deprecated: deprecatedOf(hints),
    };
    return { field, order: (hints['order'] as number | undefined) ?? at };
  });
  return fields
    .sort((a, b) => Number(b.field.required) - Number(a.field.required) || a.order - b.order)
    .map(({ field }) => field);
}

function choicesOf(schema: JsonObject): readonly Json[] | null {
  if (Array.isArray(schema['enum'])) return schema['enum'];
  const [first] = Array.isArray(schema['anyOf']) ? (schema['anyOf'] as readonly JsonObject[]) : [];
  return Array.isArray(first?.['enum']) ? first['enum'] : null;
}

function controlOf(schema: JsonObject, choices: readonly Json[] | null): string {
  if (choices) return 'select';
  switch (schema['type']) {
    case 'boolean':
      return 'switch';
    case 'integer':
    case 'number':
      return 'number';
    case 'array':
      return 'list';
    case 'object':
      return 'map';
    default:
      return 'text';
  }
}

/** `iconPosition` is "Icon position" for people. */
const labelOf = (name: string): string => {
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** With `values`, only those values of the prop will go away. */
function deprecatedOf(hints: JsonObject): JsonObject | null {
  const deprecated = hints['deprecated'] as JsonObject | undefined;
  return deprecated && deprecated['values'] === undefined ? deprecated : null;
}
