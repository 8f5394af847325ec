import { asText } from '../../html/writer.ts';
import { failNode } from './fail-node.ts';
import { kindOf } from './kind-of.ts';
import { choice, type Part, writing } from './part.ts';
import type { Evaluate } from './state.ts';

export function linkIf(test: Evaluate, node: number, then: Part, otherwise: Part): Part {
  return choice([then, otherwise], (state) => {
    state.node = node;
    const value = test(state);
    if (value !== null && typeof value !== 'boolean') {
      state.report('UI4102', { operation: 'if', expected: 'true or false', found: kindOf(value) });
    }
    return value === true ? then : otherwise;
  });
}

export function linkSwitch(value: Evaluate, node: number, cases: ReadonlyMap<string, Part>, otherwise: Part): Part {
  return choice([...cases.values(), otherwise], (state) => {
    state.node = node;
    return cases.get(asText(value(state))) ?? otherwise;
  });
}

/** Fails before the first byte: to the nearest boundary, else as a box in the node's place (language.md 4.6). */
export function linkGuard(
  component: string,
  checks: readonly (readonly [string, number])[],
  types: readonly string[],
  node: number,
  body: Part,
): Part {
  const failed = writing((state) => failNode('UI5003', types, state));
  return choice([body, failed], (state) => {
    const missing = checks.find(([, slot]) => (state.frame[slot] ?? null) === null);
    if (!missing) return body;
    state.node = node;
    state.report('UI5003', { component, prop: missing[0] });
    return failed;
  });
}
