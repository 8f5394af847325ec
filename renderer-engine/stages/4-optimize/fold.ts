import type { Json } from '../../document/types.ts';
import { foldTemplate, readNames } from '../../expressions/index.ts';
import { type Binding, type Bound, bindingOf, constant, isConstant, type Variable } from './bound.ts';

/** Variables whose value turned out to be constant. */
export type Constants = ReadonlyMap<Variable, Json>;

/**
 * Constant folding: puts constant variables into a value and evaluates what needs nothing else.
 */
export function foldBound(bound: Bound, constants: Constants): Bound {
  switch (bound.kind) {
    case 'constant':
      return bound;
    case 'template':
      return foldOpen(bound, constants);
    case 'list': {
      const items = bound.items.map((item) => foldBound(item, constants));
      return items.every(isConstant) ? constant(items.map((item) => item.value)) : { kind: 'list', items };
    }
    case 'map': {
      const entries = Object.entries(bound.entries).map(([key, item]) => [key, foldBound(item, constants)] as const);
      const values = entries.flatMap(([key, item]) => (isConstant(item) ? [[key, item.value] as const] : []));
      return values.length === entries.length
        ? constant(Object.fromEntries(values))
        : { kind: 'map', entries: Object.fromEntries(entries) };
    }
  }
}

function foldOpen(bound: Bound & { kind: 'template' }, constants: Constants): Bound {
  const bindings = new Map<string, Binding>();
  for (const name of readNames(bound.template)) {
    bindings.set(name, foldBinding(bindingOf(name, bound.scope), constants));
  }
  const folded = foldTemplate(bound.template, (name) => {
    const binding = bindings.get(name);
    return binding?.kind === 'constant' ? binding : undefined;
  });
  if (folded.constant) return constant(folded.value);
  return { kind: 'template', template: folded.template, scope: { ...bound.scope, names: bindings } };
}

export function foldBinding(binding: Binding, constants: Constants): Binding {
  if (binding.kind === 'variable') {
    const value = constants.get(binding.variable);
    return value === undefined ? binding : constant(value);
  }
  if (binding.kind !== 'alias') return binding;
  const bound = foldBound(binding.bound, constants);
  return isConstant(bound) ? bound : { kind: 'alias', bound };
}
