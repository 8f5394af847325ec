import type { Json } from '../../document/types.ts';
import {
  anyType,
  type Binding,
  parseTemplate,
  readNames,
  rootNames,
  type Scope,
  scopeOf,
  typeOfValue,
} from '../../expressions/index.ts';
import type { Origin, ResolvedElement } from '../flow.ts';
import { checkString, checkStrings, fault, originOf, type Validation } from './validation.ts';

/** Names a node introduces may hide other local names, never a root of the language. */
export function checkName(name: string, origin: Origin, node: string, { teller }: Validation): void {
  if (rootNames.includes(name)) teller.tell('UI4107', { name }, { origin, node });
}

/** The scope below `let`. Entries may use each other in any order; a circle among them is told. */
export function checkLet(node: ResolvedElement, scope: Scope, validation: Validation): Scope {
  const names = Object.keys(node.let);
  if (names.length === 0) return scope;
  const bindings: Record<string, Binding> = {};
  const inner = scopeOf(bindings, scope);
  const reads = new Map(names.map((name) => [name, namesIn(node.let[name]!).filter((one) => names.includes(one))]));
  const state = new Map<string, 'open' | 'done'>();
  const visit = (name: string, path: readonly string[]): void => {
    if (state.get(name) === 'done') return;
    if (state.get(name) === 'open') {
      tellCycle(node, [...path.slice(path.indexOf(name)), name], validation);
      return;
    }
    state.set(name, 'open');
    for (const other of reads.get(name) ?? []) visit(other, [...path, name]);
    state.set(name, 'done');
    bindings[name] = bindingOf(node, name, inner, validation);
  };
  for (const name of names) {
    checkName(name, originOf(node, `let.${name}`), node.id, validation);
    // Known while it is checked, so that a circle is told once, as a circle.
    bindings[name] ??= { type: anyType };
  }
  for (const name of names) visit(name, []);
  return inner;
}

function bindingOf(node: ResolvedElement, name: string, scope: Scope, validation: Validation): Binding {
  const value = node.let[name]!;
  const origin = originOf(node, `let.${name}`);
  if (typeof value !== 'string') {
    if (!checkStrings(value, origin, scope, validation, node.id)) fault(validation, node, `let.${name}`);
    return { type: namesIn(value).length > 0 ? anyType : typeOfValue(value) };
  }
  const { type, sound } = checkString(value, origin, scope, validation, { node: node.id });
  if (!sound) fault(validation, node, `let.${name}`);
  return { type: sound ? type : anyType };
}

function tellCycle(node: ResolvedElement, path: readonly string[], validation: Validation): void {
  const first = path[0]!;
  validation.teller.tell('UI4108', { path }, { origin: originOf(node, `let.${first}`), node: node.id });
  for (const name of path) fault(validation, node, `let.${name}`);
}

function namesIn(value: Json): readonly string[] {
  if (typeof value === 'string') return value.includes('${') ? readNames(parseTemplate(value)) : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(namesIn) : [];
}
