import type { Json, JsonObject } from '../../document/types.ts';
import { isDynamic, parseTemplate, readNames, type Scope } from '../../expressions/index.ts';
import { checkStyle } from '../../themes/read-style.ts';
import type { ResolvedElement } from '../flow.ts';
import { checkString, fault, inside, originOf, type Validation } from './validation.ts';

/** `style` is a constant of known properties; in a component it may read what the instance makes constant. */
export function checkNodeStyle(node: ResolvedElement, scope: Scope, validation: Validation): void {
  if (!node.style) return;
  const { teller } = validation;
  const constants: Record<string, Json> = {};
  let sound = true;
  const visit = (style: JsonObject, path: readonly string[], into: Record<string, Json>): void => {
    for (const [key, value] of Object.entries(style)) {
      const at = [...path, key];
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        const inner: Record<string, Json> = {};
        visit(value as JsonObject, at, inner);
        into[key] = inner;
      } else if (typeof value !== 'string' || !isDynamic(value)) into[key] = value;
      else sound = checkHole(node, value, at, scope, validation) && sound;
    }
  };
  visit(node.style, [], constants);
  for (const { code, params, pointer } of checkStyle(constants)) {
    const origin = styleOrigin(node, pointer.slice(1).split('/'));
    teller.tell(code, params as never, { origin, node: node.id, atKey: code === 'UI6103' });
    sound = false;
  }
  if (!sound) fault(validation, node, 'style');
}

function checkHole(
  node: ResolvedElement,
  text: string,
  path: readonly string[],
  scope: Scope,
  validation: Validation,
): boolean {
  const origin = styleOrigin(node, path);
  const { sound } = checkString(text, origin, scope, validation, { node: node.id });
  if (!sound) return false;
  const names = readNames(parseTemplate(text));
  if (names.every((name) => validation.component && name === 'props')) return true;
  validation.teller.tell('UI6104', { property: path.at(-1) ?? '' }, { origin, node: node.id });
  return false;
}

function styleOrigin(node: ResolvedElement, [first = '', ...rest]: readonly string[]) {
  return rest.reduce(inside, originOf(node, `style.${first}`));
}
