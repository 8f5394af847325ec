import { hasKeys } from '../../document/map-values.ts';
import { type Expression, parseTemplate, type Scope } from '../../expressions/index.ts';
import type { ResolvedElement } from '../flow.ts';
import { slotOrigin } from './check-slots.ts';
import { fault, type Validation } from './validation.ts';

/** A scope for the text of a node whose slots stand around words of a message (language.md 6.3). */
export function wrappingScope(node: ResolvedElement, prop: string, scope: Scope): Scope {
  if (prop !== 'text' || !isText(node)) return scope;
  const wraps = markupOf(node);
  return wraps.length > 0 && messageOf(node) ? { ...scope, wraps } : scope;
}

/** Slots around words that no message marks up. */
export function checkMarkup(node: ResolvedElement, scope: Scope, validation: Validation): void {
  const { teller, messages } = validation;
  const wraps = isText(node) && hasKeys(node.slots) ? markupOf(node) : [];
  if (wraps.length === 0) return;
  const key = messageOf(node)?.args[0];
  const seen = messages.scopeFor(scope, node.origin.unit);
  for (const markup of wraps) {
    // Which message a computed key leads to is seen when it is shown.
    if (key && (key.kind !== 'literal' || seen.messageMarkup?.(String(key.value)).includes(markup))) continue;
    const slot = `inline:${markup}`;
    teller.tell('UI4204', { markup, key: null }, { origin: slotOrigin(node, slot), node: node.id, atKey: true });
    fault(validation, node, `slots.${slot}`);
  }
}

const isText = ({ type, target }: ResolvedElement): boolean => target.kind === 'core' && type === 'Text';

const family = 'inline:';

const markupOf = ({ slots }: ResolvedElement): readonly string[] =>
  Object.keys(slots).flatMap((slot) => (slot.startsWith(family) ? [slot.slice(family.length)] : []));

/** The call of `t` that is the whole text of a node. */
function messageOf({ props }: ResolvedElement): (Expression & { readonly kind: 'call' }) | null {
  const { text } = props;
  const { parts, whole } = parseTemplate(typeof text === 'string' ? text : '');
  const [only] = parts;
  const call = whole && typeof only === 'object' ? only.ast : null;
  return call?.kind === 'call' && call.name === 't' ? call : null;
}
