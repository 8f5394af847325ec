import type { Field } from '../../components/component.ts';
import { itemPart, propertyPart } from '../../document/schema-part.ts';
import type { Json, JsonSchema } from '../../document/types.ts';
import { type Binding, constant, express } from '../4-optimize/bound.ts';
import { roots, variableBinding } from '../4-optimize/scopes.ts';
import type { FieldBinding, FormScope } from '../4-optimize/tree.ts';
import { readonlyIn } from './closed-inputs.ts';
import type { Emission, EmitForm } from './emission.ts';
import { constantInput, inputOf } from './lower.ts';
import { nativeConstraints } from './native-constraints.ts';

/** What an input knows about what it is bound to: name, constraints and current value (language.md 4.2). */
export function fieldFor(binding: FieldBinding, form: FormScope | null, emission: Emission): Field | null {
  const facts = binding.kind === 'param' ? paramField(binding.param, emission) : formField(binding, emission);
  return facts && { ...facts, readonly: readonlyIn(form, emission) };
}

type Facts = Omit<Field, 'readonly'>;

const engineScope = { names: new Map<string, Binding>(), owner: 'core', aliasOf: (alias: string) => alias };

function paramField(param: string, emission: Emission): Facts | null {
  const schema = emission.context.params[param];
  if (schema === undefined) return null;
  const value = express(`params[name]`, { params: variableBinding(roots.params), name: constant(param) }, engineScope);
  return {
    name: param,
    required: false,
    fallback: (typeof schema === 'object' ? schema['default'] : null) ?? null,
    ...schemaFacts(schema),
    value: inputOf(value, emission),
    errors: constantInput([]),
    warnings: null,
  };
}

function formField({ form, pointer }: FieldBinding & { kind: 'form' }, emission: Emission): Facts | null {
  if (form.name === null) return null;
  const definition = emission.context.forms[form.name];
  const found = definition === undefined ? null : schemaAt(definition.schema, pointer);
  if (!definition || !found) return null;
  const scope = variableBinding(form.variable);
  const segments = pointerSegments(pointer);
  const names = Object.fromEntries(segments.map((segment, at) => [`k${at}`, constant(segment)]));
  const path = segments.map((segment, at) => (typeof segment === 'number' ? `[${segment}]` : `[k${at}]`)).join('');
  const messages = (kind: 'errors' | 'warnings') =>
    inputOf(express(`form.${kind}[at] ?? []`, { form: scope, at: constant(pointer) }, engineScope), emission);
  return {
    name: pointer,
    required: found.required,
    fallback: null,
    ...schemaFacts(found.schema),
    value: inputOf(express(`form.value${path}`, { form: scope, ...names }, engineScope), emission),
    errors: messages('errors'),
    warnings: canWarn(definition, pointer) ? messages('warnings') : null,
  };
}

/** Whether something of a form can say what is no error of the field (language.md 4.2). */
function canWarn({ mode, rules = [] }: EmitForm, pointer: string): boolean {
  const weights = typeof mode === 'object' ? mode : {};
  if (weights.schema === 'warning') return true;
  const isWeighed = weights.rules === 'warning' || weights.live === 'warning';
  return rules.some(({ at, severity }) => at === pointer && (isWeighed || severity === 'warning'));
}

const pointerSegments = (pointer: string): readonly (string | number)[] =>
  pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((segment) => (/^(?:0|[1-9][0-9]*)$/.test(segment) ? Number(segment) : segment));

function schemaFacts(schema: JsonSchema): Pick<Field, 'constraints' | 'options' | 'multiple' | 'secret'> {
  const isList = isListSchema(schema);
  const item = isList ? (itemPart(schema) ?? true) : schema;
  const options = typeof item === 'object' && Array.isArray(item['enum']) ? (item['enum'] as readonly Json[]) : null;
  const secret = typeof schema === 'object' && (schema['writeOnly'] === true || schema['format'] === 'password');
  return { constraints: nativeConstraints(item), options: options?.filter(isChoice) ?? null, multiple: isList, secret };
}

/** Null stands for no value, which is the empty choice. */
const isChoice = (value: Json): boolean => value !== null && typeof value !== 'object';

const isListSchema = (schema: JsonSchema): boolean =>
  typeof schema === 'object' && [schema['type'] ?? []].flat().includes('array');

/** The schema a pointer leads to, and whether its parent demands it. */
function schemaAt(root: JsonSchema, pointer: string): { schema: JsonSchema; required: boolean } | null {
  let schema: JsonSchema = root;
  let required = false;
  for (const segment of pointerSegments(pointer)) {
    if (typeof schema !== 'object') return null;
    const item = typeof segment === 'number' ? itemPart(schema) : undefined;
    const next: JsonSchema | undefined = item ?? propertyPart(schema, String(segment));
    if (next === undefined) return null;
    required = Array.isArray(schema['required']) && schema['required'].includes(String(segment));
    schema = next;
  }
  return { schema, required };
}
