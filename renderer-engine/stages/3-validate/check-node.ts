import { hasKeys } from '../../document/map-values.ts';
import type { JsonObject } from '../../document/types.ts';
import { booleanType, nullable, type Scope, scopeOf, type Type } from '../../expressions/index.ts';
import type { Origin, ResolvedElement, ResolvedNode } from '../flow.ts';
import { checkAccessibility } from './accessibility.ts';
import { checkActions, checkTarget } from './check-actions.ts';
import { checkBind, type FormAround } from './check-bind.ts';
import { checkFormTarget } from './check-form-target.ts';
import { checkInclude } from './check-include.ts';
import { checkLazy } from './check-lazy.ts';
import { checkLet } from './check-let.ts';
import { checkReferences } from './check-links.ts';
import { checkLoop } from './check-loop.ts';
import { checkMarkup } from './check-markup.ts';
import { checkProps, noProps } from './check-props.ts';
import { checkColumns, checkMatch, checkSlots, slotDefinition } from './check-slots.ts';
import { checkNodeStyle } from './check-style.ts';
import { isKeptCheck, keepCheck } from './kept-checks.ts';
import { tellNotCompiled } from './not-compiled.ts';
import { providedNames } from './provided-names.ts';
import { errorType, formType } from './root-scope.ts';
import { checkExpression, checkString, fault, originOf, type Validation } from './validation.ts';

/** Where a node stands. */
export interface Around {
  readonly scope: Scope;
  readonly form: FormAround | null;
  /** Nodes around, outermost first. */
  readonly ancestors: readonly ResolvedElement[];
  readonly insideLazy: boolean;
}

/** Checks a node and what is in it, in the order in which it is evaluated (language.md 2.2). */
export function checkNode(node: ResolvedNode, around: Around, validation: Validation): void {
  if (node.kind === 'text') {
    const { reads } = checkString(node.text, node.origin, around.scope, validation, {
      node: around.ancestors.at(-1)?.id,
    });
    checkLazyReads(reads, node.origin, around.ancestors.at(-1)?.id, around, validation);
    return;
  }
  if (isKeptCheck(node, validation)) return;
  const begun = { expressions: validation.counter.expressions, asked: validation.messages.asked.length };
  const told = validation.teller.calls;
  checkElement(node, around, validation);
  if (validation.teller.calls === told) keepCheck(node, begun, validation);
}

function checkElement(node: ResolvedElement, around: Around, validation: Validation): void {
  const outer = around.scope;
  if (node.catch) {
    checkNodes(node.catch, { ...around, scope: scopeOf({ error: { type: errorType } }, outer) }, validation);
  }
  const looped = checkLoop(node, outer, validation);
  if (node.for) checkNodes(node.for.empty, around, validation);
  const scope = checkLet(node, looped, validation);
  if (node.if !== null) {
    const expects = nullable(booleanType);
    const test = checkExpression(node.if, originOf(node, 'if'), scope, validation, { node: node.id, expects });
    if (!test.sound) fault(validation, node, 'if');
  } else if (node.else.length > 0) {
    const at = { origin: originOf(node, 'else'), node: node.id, atKey: true };
    validation.teller.tell('UI2022', {}, at, { fixes: [removal(at.origin.pointer)] });
  }
  if (node.else.length > 0) checkNodes(node.else, { ...around, scope }, validation);
  const insideLazy = around.insideLazy || node.lazy !== null;
  const isSame = scope === outer && insideLazy === around.insideLazy;
  const here: Around = isSame ? around : { ...around, scope, insideLazy };
  const { observer } = validation.context;
  if (observer) {
    const seen = validation.messages.scopeFor(scope, node.origin.unit);
    observer.node(node, seen, around.form?.schema ?? null);
  }
  if (node.lazy) {
    checkLazy(node, node.lazy, validation);
    checkNodes(node.lazy.placeholder, { ...around, scope }, validation);
  }
  const { types, reads } = node.derived ? noProps : checkProps(node, scope, validation);
  for (const [name, paths] of reads) {
    checkLazyReads(paths, originOf(node, `props.${name}`), node.id, here, validation);
  }
  checkRest(node, types, here, validation);
}

/** Checks a list of nodes that share their surroundings. */
export function checkNodes(nodes: readonly ResolvedNode[], around: Around, validation: Validation): void {
  for (const node of nodes) checkNode(node, around, validation);
}

function checkRest(
  node: ResolvedElement,
  types: Readonly<Record<string, Type>>,
  around: Around,
  validation: Validation,
): void {
  checkBind(node, around.form, validation);
  checkAccessibleNames(node, around.scope, validation);
  checkActions(node, around.scope, validation);
  checkNodeStyle(node, around.scope, validation);
  checkReferences(node, validation);
  checkFormTarget(node, validation);
  checkSlots(node, around.ancestors, validation);
  checkMatch(node, types, validation);
  checkColumns(node, validation);
  checkMarkup(node, around.scope, validation);
  checkAccessibility(node, validation);
  tellNotCompiled(node, validation);
  checkInclude(node, around, validation, checkNodes);
  if (!hasKeys(node.slots)) return;
  const ancestors = [...around.ancestors, node];
  const form = formAround(node, around.form, validation);
  const opened = form && form !== around.form && form.schema ? formNames(form) : null;
  for (const name in node.slots) {
    const provide = slotDefinition(node, name)?.provide;
    const names = provide || opened ? { ...providedNames(provide, types), ...opened } : null;
    const scope = names && hasKeys(names) ? scopeOf(names, around.scope) : around.scope;
    checkNodes(node.slots[name]!, { ...around, scope, ancestors, form }, validation);
  }
}

const formNames = (form: FormAround) => ({ form: { type: formType(form.schema!) } });

function formAround(node: ResolvedElement, around: FormAround | null, { resolved }: Validation): FormAround | null {
  if (node.target.kind === 'core' && node.type === 'Form') {
    const name = typeof node.props['form'] === 'string' ? node.props['form'] : null;
    const definition =
      name !== null && Object.hasOwn(resolved.page.forms, name) ? resolved.page.forms[name] : undefined;
    return { node, name, schema: definition?.schema ?? (name === null ? null : true), mayHide: false };
  }
  const hides = node.if !== null || node.for !== null || node.type === 'Match';
  return around && hides ? { ...around, mayHide: true } : around;
}

/** `a11y`: its words, and the nodes it points at. */
function checkAccessibleNames(node: ResolvedElement, scope: Scope, validation: Validation): void {
  for (const key in node.a11y) {
    const value = (node.a11y as JsonObject)[key];
    if (typeof value !== 'string') continue;
    const origin = originOf(node, `a11y.${key}`);
    const sound =
      key === 'labelledBy' || key === 'describedBy'
        ? checkTarget(value, origin, node.id, validation)
        : checkString(value, origin, scope, validation, { node: node.id }).sound;
    if (!sound) fault(validation, node, `a11y.${key}`);
  }
}

const removal = (path: string) => ({ title: 'Remove "else"', safe: true, edits: [{ op: 'remove', path } as const] });

/** Lazy data is there only where the page waits for it. */
function checkLazyReads(
  reads: readonly string[],
  origin: Origin,
  node: string | undefined,
  around: Around,
  validation: Validation,
): void {
  if (around.insideLazy || validation.component) return;
  const { data } = validation.resolved.page;
  for (const read of reads) {
    const name = /^data\.([A-Za-z0-9_]+)/.exec(read)?.[1];
    if (name === undefined || !Object.hasOwn(data, name) || data[name]?.load !== 'lazy') continue;
    validation.teller.tell('UI5007', { data: name }, { origin, node });
  }
}
