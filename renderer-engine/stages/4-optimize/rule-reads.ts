import type { FormDefinition, FormRule } from '../../document/types.ts';
import { childrenOf } from '../../expressions/children.ts';
import type { Argument } from '../../expressions/index.ts';
import { type Bound, bindValue, type Scope } from './bound.ts';

/** Rules of a form that run as soon as a value changes (language.md 4.2). */
export interface ChangeRules {
  /** Pointers of the fields that show what they say. */
  readonly at: ReadonlySet<string>;
  /** Pointers of the values they read. */
  readonly reads: readonly string[];
}

/** Null when all of its rules wait until the form is sent. */
export function changeRulesOf({ rules = [] }: Pick<FormDefinition, 'rules'>, scope: Scope): ChangeRules | null {
  const found = rules.filter(({ when }) => when === 'change');
  if (found.length === 0) return null;
  return { at: new Set(found.map(({ at }) => at)), reads: found.flatMap((rule) => ruleReads(rule, scope)) };
}

/** Pointers of the values a rule reads, with that of its own field. */
export const ruleReads = (rule: FormRule, scope: Scope): readonly string[] => [
  ...new Set([...(rule.at === '' ? [] : [rule.at]), ...ruleExpressions(rule, scope).flatMap(fieldsReadBy)]),
];

/** What decides whether a rule holds. */
export const ruleExpressions = ({ assert, with: given }: FormRule, scope: Scope): readonly Argument[] =>
  [assert, given].flatMap((value) => (value === undefined ? [] : expressionsOf(bindValue(value, scope))));

function expressionsOf(bound: Bound): readonly Argument[] {
  if (bound.kind === 'list') return bound.items.flatMap(expressionsOf);
  if (bound.kind === 'map') return Object.values(bound.entries).flatMap(expressionsOf);
  if (bound.kind === 'constant') return [];
  return bound.template.parts.flatMap((part) => (typeof part !== 'string' && part.ast ? [part.ast] : []));
}

/** `form.value.lines.qty` → `/lines/qty`; reading all of `form.value` means every field, which is the root pointer. */
function fieldsReadBy(ast: Argument): readonly string[] {
  const path = pathOf(ast);
  if (path?.[0] === 'form' && path[1] === 'value')
    return [
      path
        .slice(2)
        .map((key) => `/${escapeKey(key)}`)
        .join(''),
    ];
  return childrenOf(ast).flatMap(fieldsReadBy);
}

function pathOf(ast: Argument): readonly string[] | null {
  if (ast.kind === 'name') return [ast.name];
  if (ast.kind !== 'member') return null;
  const object = pathOf(ast.object);
  return object && [...object, ast.name];
}

const escapeKey = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
