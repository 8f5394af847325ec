import { mapValues } from '../../document/map-values.ts';
import type { FormRule } from '../../document/types.ts';
import { readsLive } from '../../expressions/index.ts';
import type { ActionCode, ActionEntry, Contract, DataContract, FormContract, FormRuleContract } from '../../program.ts';
import { answers } from '../4-optimize/actions.ts';
import { bindValue, type Scope, within } from '../4-optimize/bound.ts';
import type { Optimized } from '../4-optimize/optimize.ts';
import { ruleExpressions, ruleReads } from '../4-optimize/rule-reads.ts';
import { variableBinding } from '../4-optimize/scopes.ts';
import type { Emission } from './emission.ts';
import { codeOf } from './lower.ts';
import { type WholeData, type WholeForm, wholeContract } from './whole-contract.ts';

/** What the page demands of its host (language.md 9.1), with the code of data arguments and form rules. */
export function contractOf(optimized: Optimized, emission: Emission): Contract {
  const { page, dependencies } = optimized;
  const { paging } = emission.targets;
  const whole = wholeContract(optimized);
  return {
    route: page.route,
    access: page.access,
    locales: localesOf(optimized),
    params: page.params,
    data: mapValues(whole.data, (source) => dataContract(source, emission)),
    forms: mapValues(whole.forms, (form) => formContract(form, emission)),
    ...(paging.size > 0 ? { paging: [...paging].sort() } : {}),
    calls: callsOf(emission.actions),
    dependencies,
  };
}

function localesOf({ page }: Optimized): Contract['locales'] {
  const available = [...new Set([...page.messages.values()].flatMap((messages) => Object.keys(messages)))].sort();
  return { default: available.includes('en') || available.length === 0 ? 'en' : available[0]!, available };
}

function dataContract({ source, faulty, scope, access }: WholeData, emission: Emission): DataContract {
  const args = faulty ? {} : (source.args ?? {});
  return {
    source: source.source,
    args: mapValues(args, (value) => codeOf(bindValue(value, scope), emission)),
    schema: source.schema,
    lazy: source.load === 'lazy',
    optional: source.optional ?? false,
    ...(access.length > 0 ? { access } : {}),
  };
}

function formContract({ faulty, scope: outer, ...form }: WholeForm, emission: Emission): FormContract {
  const scope = within(outer, [['form', variableBinding(answers.form)]]);
  return {
    schema: form.schema,
    initial: form.initial ?? {},
    mode: form.mode ?? 'lenient',
    rules: (form.rules ?? []).filter((rule) => !faulty.has(rule.id)).map((rule) => ruleContract(rule, scope, emission)),
  };
}

function ruleContract(rule: FormRule, scope: Scope, emission: Emission): FormRuleContract {
  const assert = rule.assert === undefined ? null : bindValue(rule.assert, scope);
  const given = rule.with === undefined ? null : bindValue(rule.with, scope);
  const live = ruleExpressions(rule, scope).some((ast) => readsLive(ast, ['ctx', 'params', 'data']));
  return {
    id: rule.id,
    layer: live ? 3 : 2,
    at: rule.at,
    severity: rule.severity ?? 'error',
    assert: assert && codeOf(assert, emission),
    check: rule.check ?? null,
    with: given && codeOf(given, emission),
    message: codeOf(bindValue(rule.message, scope), emission),
    reads: [...ruleReads(rule, scope)].sort(),
    ...(rule.when === 'change' ? { onChange: true } : {}),
  };
}

/** Names of the calls that the page's actions lead to. */
function callsOf(entries: readonly ActionEntry[]): readonly string[] {
  const calls = entries.flatMap(({ actions }) => actions.flatMap(callsIn));
  return [...new Set(calls)].sort();
}

const callsIn = ({ call, then = [], catch: byStatus = {} }: ActionCode): readonly string[] => [
  ...(call === undefined ? [] : [call]),
  ...[...then, ...Object.values(byStatus).flat()].flatMap(callsIn),
];
