import type { Attributes } from '../../components/component.ts';
import { constantCode } from '../../expressions/index.ts';
import type { Code } from '../../program.ts';
import type { BoundAction } from '../4-optimize/actions.ts';
import { targetAddress } from './action-codes.ts';
import { domId } from './dom-ids.ts';
import type { Emission } from './emission.ts';
import { codeOf, codeOfInput, inExpression } from './lower.ts';

/**
 * What only a script can do, as one attribute the runtime file reads: `{"click":[{"do":"copy","text":"…"}]}`. It holds
 * names of things to do and their data, never code (language.md 9.3).
 */
export function clientAttributes(
  triggers: readonly (readonly [string, readonly BoundAction[]])[],
  emission: Emission,
): Attributes {
  if (triggers.length === 0) return {};
  emission.scripts.add('runtime');
  const entries = triggers.flatMap(([trigger, actions]) => [
    trigger,
    ['list', ...actions.map((action) => clientAction(action, emission))] as Code,
  ]);
  return { 'data-ui-on': { constant: false, code: ['$json', ['map', ...entries]] } };
}

function clientAction(action: BoundAction, emission: Emission): Code {
  const { open, fixed } = action;
  const fields: Record<string, Code> = {};
  for (const name of ['event', 'tone', 'once', 'debounce', 'throttle'])
    if (fixed[name] !== undefined) fields[name] = constantCode(fixed[name]);
  for (const name of ['message', 'text', 'detail']) if (open[name]) fields[name] = codeOf(open[name], emission);
  const address = open['to'] ?? open['href'];
  if (address) fields['href'] = ['$href', codeOf(address, emission)];
  const target = targetAddress(action, emission);
  if (target) fields['target'] = codeOfInput(domId(target, emission));
  return [
    'map',
    'do',
    action.do,
    ...Object.entries(fields).flatMap(([key, code]) => [key, inExpression(code, emission)]),
  ];
}
