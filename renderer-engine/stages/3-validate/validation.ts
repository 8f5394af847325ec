import { step } from '../../document/pointer.ts';
import type { Json } from '../../document/types.ts';
import {
  anyType,
  type CheckedTemplate,
  checkTemplate,
  type ExpressionProblem,
  parseTemplate,
  type Scope,
  type Template,
  type Type,
} from '../../expressions/index.ts';
import type {
  ContractFaults,
  FrontContext,
  Origin,
  Resolved,
  ResolvedComponent,
  ResolvedElement,
  ResolvedInclude,
} from '../flow.ts';
import type { Teller } from '../teller.ts';
import type { MessageScopes } from './message-scopes.ts';

/** What a validation knows and collects. */
export interface Validation {
  readonly resolved: Resolved;
  readonly context: FrontContext;
  readonly teller: Teller;
  readonly messages: MessageScopes;
  readonly faults: Map<ResolvedElement, Set<string>>;
  /** What is wrong with the contracts of included pages. */
  readonly faultyIncludes: Map<ResolvedInclude, ContractFaults>;
  /** Ids that actions and `a11y` may name, of the tree being walked. */
  readonly ids: () => ReadonlySet<string>;
  /** Set while the view of a component is walked. */
  readonly component: ResolvedComponent | null;
  /** Strings with holes so far. */
  readonly counter: { expressions: number };
}

/** Marks a part of a node as wrong, so that later stages leave it out; `''` is the whole node. */
export function fault(validation: Validation, node: ResolvedElement, part: string): void {
  const parts = validation.faults.get(node) ?? new Set();
  parts.add(part);
  validation.faults.set(node, parts);
}

/** Where a part of a node was written: `props.text`, `if`, `for`. */
export function originOf(node: ResolvedElement, part: string): Origin {
  const own = node.keyOrigins.get(part);
  if (own) return own;
  const dot = part.indexOf('.');
  const { unit, pointer } = node.origin;
  if (dot < 0) return { unit, pointer: `${pointer}/${part}` };
  const inside = step(`${pointer}/${part.slice(0, dot)}`, part.slice(dot + 1));
  return { unit, pointer: inside };
}

export const inside = ({ unit, pointer }: Origin, key: string | number): Origin => ({
  unit,
  pointer: step(pointer, key),
});

export interface CheckedText extends CheckedTemplate {
  readonly template: Template;
  /** False when it has errors, which have been told. */
  readonly sound: boolean;
}

/** Checks a string of the document: its holes, in their scope, against the type the place wants. */
export function checkString(
  text: string,
  origin: Origin,
  scope: Scope,
  validation: Validation,
  more: { readonly node?: string | undefined; readonly expects?: Type } = {},
): CheckedText {
  const template = parseTemplate(text);
  const { counter, context, teller, messages } = validation;
  if (
    template.parts.some((part) => typeof part === 'object') &&
    ++counter.expressions === context.limits.expressions + 1
  ) {
    const most = context.limits.expressions;
    teller.tell('UI9001', { limit: 'the number of expressions', value: `more than ${most}`, most }, { origin });
  }
  const seen = messages.scopeFor(scope, origin.unit);
  context.observer?.text(origin, seen, more.expects);
  const checked = checkTemplate(template, seen, more.expects);
  let sound = true;
  for (const problem of checked.problems.filter(isRootCause)) {
    const { code, params, start, end, hint, fix } = problem;
    const at = { origin, node: more.node, inside: { offset: start, length: end - start } };
    const fixes = fix
      ? [
          {
            title: fix.title,
            safe: fix.safe,
            edits: [
              {
                op: 'replace',
                path: origin.pointer,
                value: text.slice(0, fix.start) + fix.replacement + text.slice(fix.end),
              } as const,
            ],
          },
        ]
      : [];
    teller.tell(code, params as never, at, { hint, fixes });
    if (code !== 'UI4106' && code !== 'UI4204') sound = false;
  }
  return { ...checked, template, sound };
}

/** Null in a part makes the whole null; the part is what has to change. */
function isRootCause({ code, start, end }: ExpressionProblem, _: number, all: readonly ExpressionProblem[]): boolean {
  const holds = (one: ExpressionProblem) => start <= one.start && one.end <= end && end - start > one.end - one.start;
  return code !== 'UI4106' || !all.some(holds);
}

/** Checks a place that takes exactly one hole. */
export function checkExpression(
  text: string,
  origin: Origin,
  scope: Scope,
  validation: Validation,
  more: { readonly node?: string | undefined; readonly expects?: Type } = {},
): CheckedText {
  const template = parseTemplate(text);
  if (template.whole || template.problems.length > 0) return checkString(text, origin, scope, validation, more);
  const edits = [{ op: 'replace', path: origin.pointer, value: `\${${text}}` } as const];
  const fixes = text.includes('${') ? [] : [{ title: `Write "\${${text}}"`, safe: false, edits }];
  const reason = 'Exactly one hole belongs here, such as "${size(items) > 0}".';
  validation.teller.tell('UI4001', { reason }, { origin, node: more.node }, { fixes });
  return { template, sound: false, type: anyType, problems: [], reads: [], constant: true };
}

/** Checks every string in a value, at any depth; true when all are sound. */
export function checkStrings(
  value: Json,
  origin: Origin,
  scope: Scope,
  validation: Validation,
  node?: string,
): boolean {
  if (typeof value === 'string') return checkString(value, origin, scope, validation, { node }).sound;
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value)
    .map(([key, item]) => checkStrings(item as Json, inside(origin, key), scope, validation, node))
    .every(Boolean);
}
