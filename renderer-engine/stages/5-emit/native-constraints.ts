import type { Json, JsonSchema } from '../../document/types.ts';

type Constraints = Record<string, string | number>;

/** The part of a field's JSON Schema that browsers check themselves, as attributes. */
export function nativeConstraints(schema: JsonSchema): Readonly<Constraints> {
  if (typeof schema !== 'object') return {};
  const type = typeof schema['type'] === 'string' ? schema['type'] : nonNullType(schema['type']);
  if (type === 'integer' || type === 'number') return numberConstraints(schema, type);
  return type === 'string' ? textConstraints(schema) : {};
}

const nonNullType = (type: Json | undefined): string | null => {
  const types = Array.isArray(type) ? type.filter((one) => one !== 'null') : [];
  return types.length === 1 && typeof types[0] === 'string' ? types[0] : null;
};

function numberConstraints(schema: Readonly<Record<string, Json>>, type: 'integer' | 'number'): Constraints {
  const constraints: Constraints = { type: 'number', inputmode: type === 'integer' ? 'numeric' : 'decimal' };
  setNumber(constraints, 'min', schema['minimum']);
  setNumber(constraints, 'max', schema['maximum']);
  constraints['step'] =
    typeof schema['multipleOf'] === 'number' ? schema['multipleOf'] : type === 'integer' ? 1 : 'any';
  return constraints;
}

const kinds: Readonly<Record<string, Constraints>> = {
  email: { type: 'email', inputmode: 'email', autocomplete: 'email' },
  uri: { type: 'url', inputmode: 'url', autocomplete: 'url' },
  date: { type: 'date' },
  time: { type: 'time' },
};

function textConstraints(schema: Readonly<Record<string, Json>>): Constraints {
  const format = typeof schema['format'] === 'string' ? schema['format'] : '';
  const constraints: Constraints = { ...(Object.hasOwn(kinds, format) ? kinds[format] : {}) };
  setNumber(constraints, 'minlength', schema['minLength']);
  setNumber(constraints, 'maxlength', schema['maxLength']);
  if (typeof schema['pattern'] === 'string') constraints['pattern'] = nativePattern(schema['pattern']);
  return constraints;
}

/** HTML anchors a pattern at both ends, JSON Schema at neither. */
function nativePattern(pattern: string): string {
  const start = pattern.startsWith('^') ? pattern.slice(1) : `.*(?:${pattern}`;
  const open = pattern.startsWith('^') ? '' : ')';
  return start.endsWith('$') && !start.endsWith('\\$') ? start.slice(0, -1) + open : `${start}${open}.*`;
}

function setNumber(constraints: Constraints, name: string, value: Json | undefined): void {
  if (typeof value === 'number') constraints[name] = value;
}
