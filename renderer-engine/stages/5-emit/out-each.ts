import type { Input, Out } from '../../components/component.ts';
import type { Variable } from '../4-optimize/bound.ts';
import { variableBinding } from '../4-optimize/scopes.ts';
import type { ElementNode } from '../4-optimize/tree.ts';
import { type Emission, newSlot, push, slotOf } from './emission.ts';
import { codeOfInput } from './lower.ts';
import { template } from './out-values.ts';
import { type OpenLoop, withoutKey } from './trace.ts';

interface Contents {
  readonly body: (item: Input, index: Input) => void;
  readonly empty: (() => void) | undefined;
}

/** A loop that a component opens itself; its key is there for addresses of what stands in it. */
export function emitEach(
  list: Input,
  { as, index: indexName, key, limit }: Parameters<Out['each']>[1],
  { body, empty }: Contents,
  node: ElementNode,
  emission: Emission,
): void {
  const [item, index] = [newSlot(emission), newSlot(emission)];
  const one = { constant: false, code: ['slot', item] } as const;
  const at = { constant: false, code: ['slot', index] } as const;
  const keyOf = key ? codeOfInput(template(key, { [as]: one, [indexName]: at }, node, emission)) : null;
  const variable: Variable = { name: 'key' };
  const slot = keyOf === null ? null : slotOf(emission, variable);
  const loop: OpenLoop = { item, index, key: slot, keyOf, limit: limit ?? null };
  const before = emission.fillKeys.get(node.self);
  if (keyOf !== null) {
    const opened = { kind: 'loop', loop: node.self, key: variableBinding(variable) } as const;
    emission.fillKeys.set(node.self, [...(before ?? []), opened]);
  }
  push(emission, ['each', codeOfInput(list), loop]);
  body(one, at);
  if (!emission.usedKeys.has(variable)) withoutKey(loop, emission);
  if (empty) {
    push(emission, ['else']);
    empty();
  }
  push(emission, ['end']);
  if (before) emission.fillKeys.set(node.self, before);
  else emission.fillKeys.delete(node.self);
}
