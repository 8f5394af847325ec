import type { FormTarget, Input } from '../../components/component.ts';
import type { Json } from '../../document/types.ts';
import { idPrefix } from '../../html/dom-id.ts';
import { type Binding, constant, express } from '../4-optimize/bound.ts';
import { roots, variableBinding } from '../4-optimize/scopes.ts';
import type { ElementNode, FormScope } from '../4-optimize/tree.ts';
import { addressPieces } from './dom-ids.ts';
import { type Emission, slotOf } from './emission.ts';
import { constantInput, inputOf } from './lower.ts';
import { resetBy } from './paging.ts';
import { visitTree } from './scan-tree.ts';

/** Where a Form sends what it holds. GET forms change params of the page and keep the others (language.md 4.5). */
export function formTarget(node: ElementNode, form: FormScope, emission: Emission): FormTarget {
  return form.name === null ? getTarget(node, emission) : postTarget(node, form, emission);
}

function getTarget(node: ElementNode, emission: Emission): FormTarget {
  const bound = boundParams(node);
  const changed = new Set([...bound, ...resetBy(bound, emission)]);
  const kept = Object.keys(emission.context.params).filter(
    (name) => !changed.has(name) && !isPathParam(name, emission),
  );
  return {
    method: 'get',
    action: { constant: false, code: ['$path'] },
    hidden: Object.fromEntries(kept.map((name) => [name, paramUnlessDefault(name, emission)])),
    errors: constantInput([]),
  };
}

const isPathParam = (name: string, { context }: Emission): boolean => context.route?.includes(`{${name}}`) ?? false;

function boundParams(node: ElementNode): readonly string[] {
  const params: string[] = [];
  visitTree([node], (inner) => {
    if (inner.kind === 'element' && inner.field?.kind === 'param') params.push(inner.field.param);
  });
  return params;
}

/** Canonical addresses leave defaults out, so the hidden input is left out too: null. */
function paramUnlessDefault(name: string, emission: Emission): Input {
  const schema = emission.context.params[name];
  const fallback: Json = typeof schema === 'object' ? (schema['default'] ?? null) : null;
  const scope = { names: new Map<string, Binding>(), owner: 'core', aliasOf: (alias: string) => alias };
  const names = { params: variableBinding(roots.params), name: constant(name), fallback: constant(fallback) };
  return inputOf(express('params[name] == fallback ? null : params[name]', names, scope), emission);
}

/** Tells an answer to a change that messages are shown: they stay as long as they are true. */
function invalidMark({ variable }: FormScope, emission: Emission): Input {
  const scope = { names: new Map<string, Binding>(), owner: 'core', aliasOf: (alias: string) => alias };
  const names = { form: variableBinding(variable) };
  return inputOf(express("form.state == 'invalid' ? '1' : null", names, scope), emission);
}

function postTarget(node: ElementNode, form: FormScope, emission: Emission): FormTarget {
  const inputs = emission.targets.inputs.get(form.node) ?? new Map<string, string>();
  const ids = Object.fromEntries([...inputs].map(([pointer, address]) => [pointer, idPrefix + address]));
  return {
    method: 'post',
    action: { constant: false, code: ['$action', addressPieces(node.address, emission) as Json, 'submit'] },
    hidden: form.live ? { _invalid: invalidMark(form, emission) } : {},
    errors: { constant: false, code: ['$errors', slotOf(emission, form.variable), ids] },
  };
}
