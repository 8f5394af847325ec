import { answerScope, bindActions } from '../4-optimize/actions.ts';
import type { ElementNode, FormScope } from '../4-optimize/tree.ts';
import { actionEntry, targetAddress } from './action-codes.ts';
import { type Behavior, behaviorOf } from './actions.ts';
import { addressPieces, domId } from './dom-ids.ts';
import type { Emission } from './emission.ts';
import { codeOfInput } from './lower.ts';
import type { ValueCode } from './ops.ts';

/**
 * What a Form does: a posting one is sent without leaving the page, and comes back with its messages when it is
 * refused (language.md 4.2). Its own element can carry one request, so any other stands inside of it.
 */
export function formBehavior(node: ElementNode, form: FormScope, emission: Emission): Behavior {
  const own = behaviorOf(node, emission);
  const definition = form.name === null ? undefined : emission.context.forms[form.name];
  if (!definition) return own;
  const actions = bindActions(definition.submit ?? [], answerScope(emission.context.scope), pageRoot);
  const keep = [...(emission.targets.kept.get(form.node) ?? [])];
  emission.actions.push({
    ...actionEntry(node, 'submit', actions, form, emission),
    ...(keep.length > 0 ? { keep } : {}),
  });
  emission.scripts.add('htmx').add('runtime');
  const request = actions.find((action) => action.do === 'request');
  const target = request ? targetAddress(request, emission) : null;
  const id = codeOfInput(domId(node.address, emission));
  const swap = request?.fixed['swap'];
  return {
    ...own,
    request: {
      method: 'post',
      address: ['$action', addressPieces(node.address, emission), 'submit'] satisfies ValueCode as never,
      target: target ? codeOfInput(domId(target, emission)) : null,
      refused: id,
      swap: target ? ((typeof swap === 'string' ? swap : 'morph') as 'morph') : 'none',
      trigger: { on: 'submit', from: [], debounce: null, throttle: null, once: false },
      sync: 'drop',
      busy: 'submit',
    },
    more: own.request ? [{ ...own.request, trigger: { ...own.request.trigger, from: [id] } }] : [],
  };
}

/** Forms belong to the page: what follows them names nodes of the page. */
const pageRoot = { instances: [], keys: [], view: null };
