import type { EmitProps, Input, PropDefinition } from '../../components/component.ts';
import type { Json } from '../../document/types.ts';
import type { Code } from '../../program.ts';
import type { Bound } from '../4-optimize/bound.ts';
import type { ElementNode } from '../4-optimize/tree.ts';
import type { Emission } from './emission.ts';
import type { Required } from './emit-guard.ts';
import { constantInput, inputOf } from './lower.ts';

/** Props as `emit` sees them; guarded ones are read from their slots. Constants are inputs as they are. */
export function propInputs(
  { component, props }: ElementNode,
  required: readonly Required[],
  guarded: readonly Code[],
  emission: Emission,
): EmitProps {
  let inputs: Record<string, Input> | null = null;
  for (const prop in props) {
    const bound = props[prop]!;
    if (bound.kind === 'constant') continue;
    inputs ??= { ...(props as EmitProps) };
    const at = bound.kind === 'template' ? required.findIndex((one) => one.prop === prop) : -1;
    inputs[prop] = at >= 0 ? hole(guarded[at]!) : propInput(component.props[prop], bound, emission);
  }
  return inputs ?? (props as EmitProps);
}

const hole = (code: Code): Input => ({ constant: false, code });

/** Open parts of shape props and of props with `scope` become tokens for `Out.template`. */
function propInput(definition: PropDefinition | undefined, bound: Bound, emission: Emission): Input {
  const isLaidOut = definition?.shape || definition?.scope || (definition?.entries && bound.kind === 'list');
  return isLaidOut ? constantInput(withTokens(bound, emission)) : inputOf(bound, emission);
}

function withTokens(bound: Bound, emission: Emission): Json {
  switch (bound.kind) {
    case 'constant':
      return bound.value;
    case 'list':
      return bound.items.map((item) => withTokens(item, emission));
    case 'map':
      return Object.fromEntries(Object.entries(bound.entries).map(([key, item]) => [key, withTokens(item, emission)]));
    case 'template': {
      const token = {};
      emission.tokens.set(token, bound);
      return token;
    }
  }
}
