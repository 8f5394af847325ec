import type { Json, JsonSchema } from '../../document/types.ts';
import { nativePattern } from './native-pattern.ts';

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

type Schema = Readonly<Record<string, Json>>;

function numberConstraints(schema: Schema, type: 'integer' | 'number'): Constraints {
  const multiple = numberAt(schema, 'multipleOf');
  const step = multiple ?? (type === 'integer' ? 1 : null);
  const constraints: Constraints = {
    type: 'number',
    inputmode: inputMode(schema, type),
    step: step ?? 'any',
  };
  const least = bound(schema, 'minimum', 'exclusiveMinimum', type === 'integer' ? 1 : 0, Math.max);
  const greatest = bound(schema, 'maximum', 'exclusiveMaximum', type === 'integer' ? -1 : 0, Math.min);
  // Browsers count steps from the least value, JSON Schema from zero, so it has to be a step itself.
  if (least !== null) constraints['min'] = step === null ? least : stepFrom(least, step);
  if (greatest !== null) constraints['max'] = greatest;
  return constraints;
}

/** A keyboard of digits only has no minus sign. */
function inputMode(schema: Schema, type: 'integer' | 'number'): string {
  if (type === 'number') return 'decimal';
  const least = bound(schema, 'minimum', 'exclusiveMinimum', 1, Math.max);
  return least !== null && least >= 0 ? 'numeric' : 'decimal';
}

function bound(
  schema: Schema,
  own: string,
  exclusive: string,
  shift: number,
  choose: (a: number, b: number) => number,
): number | null {
  const [plain, beyond] = [numberAt(schema, own), numberAt(schema, exclusive)];
  const next =
    beyond === null ? null : shift === 0 ? beyond : shift > 0 ? Math.floor(beyond) + 1 : Math.ceil(beyond) - 1;
  if (plain === null) return next;
  return next === null ? plain : choose(plain, next);
}

/** The first multiple of a step that is not less; on the decimal spelling, so that 0.1 stays 0.1. */
const stepFrom = (least: number, step: number): number =>
  Number((Math.ceil(least / step - 1e-9) * step).toPrecision(15));

const kinds: Readonly<Record<string, Constraints>> = {
  email: { type: 'email', inputmode: 'email', autocomplete: 'email' },
  'idn-email': { type: 'email', inputmode: 'email', autocomplete: 'email' },
  uri: { type: 'url', inputmode: 'url', autocomplete: 'url' },
  date: { type: 'date' },
  'date-time': { type: 'datetime-local' },
  time: { type: 'time' },
  'iso-time': { type: 'time' },
  password: { type: 'password', autocomplete: 'current-password' },
};

function textConstraints(schema: Schema): Constraints {
  const format = typeof schema['format'] === 'string' ? schema['format'] : '';
  const constraints: Constraints = { ...(Object.hasOwn(kinds, format) ? kinds[format] : {}) };
  for (const [name, keyword] of [
    ['minlength', 'minLength'],
    ['maxlength', 'maxLength'],
  ] as const) {
    const length = numberAt(schema, keyword);
    if (length !== null) constraints[name] = length;
  }
  const pattern = typeof schema['pattern'] === 'string' ? nativePattern(schema['pattern']) : null;
  if (pattern !== null) constraints['pattern'] = pattern;
  return constraints;
}

const numberAt = (schema: Schema, keyword: string): number | null => {
  const value = schema[keyword];
  return typeof value === 'number' ? value : null;
};
