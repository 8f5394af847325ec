import type { PropDefinition } from '../../components/component.ts';
import type { Template } from '../../expressions/index.ts';
import type { Code } from '../../program.ts';
import type { Bound } from '../4-optimize/bound.ts';
import type { ElementNode } from '../4-optimize/tree.ts';
import { type Emission, newSlot, push } from './emission.ts';
import { codeOf } from './lower.ts';

/** A prop without which its component is not shown. */
export interface Required {
  readonly prop: string;
  readonly value: Bound;
}

/** Opens a block that is left out when a required prop is missing. The values go into slots first, so that each is computed once. */
export function emitGuard(
  component: string,
  types: readonly string[],
  checks: readonly { readonly prop: string; readonly value: Bound }[],
  emission: Emission,
): readonly Code[] {
  const slots = checks.map(({ prop, value }) => {
    const code = codeOf(value, emission);
    if (Array.isArray(code) && code[0] === 'slot') return [prop, code[1] as number] as const;
    const slot = newSlot(emission);
    push(emission, ['set', slot, code]);
    return [prop, slot] as const;
  });
  push(emission, emission.context.measured ? ['guard', component, slots, types] : ['guard', component, slots]);
  return slots.map(([, slot]) => ['slot', slot]);
}

const none: readonly never[] = [];

/** Required props of which only a render knows whether they are there. */
export function requiredOf({ props, component }: ElementNode): readonly Required[] {
  let required: Required[] | null = null;
  for (const prop in props) {
    const value = props[prop]!;
    if (!mayBeNull(value) || !isGuarded(component.props[prop])) continue;
    required ??= [];
    required.push({ prop, value });
  }
  return required ?? none;
}

/** A template for `Out.template` is no value yet, and shape props are constant. */
const isGuarded = (prop: PropDefinition | undefined): boolean =>
  (prop?.required ?? false) && !prop?.scope && !prop?.shape;

/** Text around holes and a message are never null; a missing required prop always is. */
const mayBeNull = (bound: Bound): boolean =>
  bound.kind === 'constant'
    ? bound.value === null
    : bound.kind === 'template' && bound.template.whole && !isKnownMessage(bound.template);

/** `t('key')`, and as arguments a map written in place: a missing one is shown by its key. */
function isKnownMessage({ parts: [only] }: Template): boolean {
  const call = typeof only === 'object' ? only.ast : null;
  if (call?.kind !== 'call' || call.name !== 't' || call.args.length > 2) return false;
  const [key, values] = call.args;
  return key?.kind === 'literal' && typeof key.value === 'string' && (values === undefined || values.kind === 'map');
}
