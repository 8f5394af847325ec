import { oneOf } from '../diagnostics/define.ts';
import { nearestName } from '../diagnostics/nearest-name.ts';
import type { Json } from './types.ts';

/** What is wrong with one key of an annotation, or with all of it when `key` is null. */
interface AnnotationProblem {
  readonly key: string | null;
  readonly problem: string;
}

/** Checks `x-ui`, the one keyword that says what a prop means to the compiler and to editors (language.md 2.3). */
export function annotationProblems(schema: Readonly<Record<string, unknown>>): readonly AnnotationProblem[] {
  const annotation = schema['x-ui'];
  if (annotation === undefined) return [];
  if (!isMap(annotation)) return [{ key: null, problem: '"x-ui" must be an object' }];
  const problems = Object.entries(annotation).flatMap(([key, value]): readonly AnnotationProblem[] => {
    const rule = Object.hasOwn(rules, key) ? rules[key]! : null;
    if (rule) return rule.holds(value as Json) ? [] : [{ key, problem: `"${key}" of "x-ui" ${rule.must}` }];
    const nearest = nearestName(key, Object.keys(rules));
    return [{ key, problem: `"x-ui" has no key "${key}"${nearest ? `; did you mean "${nearest}"?` : ''}` }];
  });
  if (annotation['axis'] !== true || !Object.hasOwn(schema, 'default')) return problems;
  return [...problems, { key: null, problem: 'an axis has no "default", because each theme sets one' }];
}

interface Rule {
  readonly holds: (value: Json) => boolean;
  readonly must: string;
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const flag: Rule = { holds: (value) => typeof value === 'boolean', must: 'must be true or false' };
const words: Rule = { holds: (value) => typeof value === 'string', must: 'must be text' };
const number: Rule = { holds: (value) => typeof value === 'number', must: 'must be a number' };

const contexts = 'text url css-length token icon node-id page form param action source call'.split(' ');
const deprecation = 'since use reason removeIn'.split(' ');

/** Of a prop, or with `values` of some of its values. */
const isDeprecation = (value: unknown, withValues: boolean): boolean =>
  isMap(value) &&
  Object.entries(value).every(([key, own]) =>
    withValues && key === 'values'
      ? isMap(own) && Object.values(own).every((one) => isDeprecation(one, false))
      : deprecation.includes(key) && (typeof own === 'string' || !withValues),
  );

const rules: Readonly<Record<string, Rule>> = {
  context: {
    holds: (value) => typeof value === 'string' && contexts.includes(value),
    must: `must be ${oneOf(contexts)}`,
  },
  dynamic: flag,
  responsive: flag,
  axis: flag,
  translatable: flag,
  // A view repeats by Slot and `provide`; only code can evaluate a string of its instance item by item.
  scope: { holds: () => false, must: 'is for built-in types; let a slot "provide" the names instead' },
  control: words,
  group: words,
  order: number,
  advanced: flag,
  placeholder: words,
  deprecated: {
    holds: (value) => isDeprecation(value, true),
    must: `must be an object with ${oneOf([...deprecation, 'values'])}`,
  },
};
