import type { Code, RequestCode } from '../../program.ts';
import { answerScope, bindActions } from '../4-optimize/actions.ts';
import type { Address, ElementNode, FormScope, LiveForm } from '../4-optimize/tree.ts';
import { actionEntry, targetAddress, targetCode } from './action-codes.ts';
import { type Behavior, behaviorOf } from './actions.ts';
import { addressPieces, domId } from './dom-ids.ts';
import type { Emission, EmitForm } from './emission.ts';
import { codeOfInput } from './lower.ts';
import type { ValueCode } from './ops.ts';
import { visitTree } from './scan-tree.ts';
import { tellUnreachable } from './unreachable-targets.ts';

/**
 * What a Form does: a posting one is sent without leaving the page, and comes back with its messages when it is
 * refused (language.md 4.2). Its own element can carry one request, so any other stands inside of it.
 */
export function formBehavior(node: ElementNode, form: FormScope, emission: Emission): Behavior {
  const own = behaviorOf(node, emission);
  const definition = form.name === null ? undefined : emission.context.forms[form.name];
  if (!definition) return own;
  const actions = bindActions(definition.submit ?? [], answerScope(definition.scope), placeOf(node, definition));
  tellUnreachable(node.place, '', actions, emission);
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
    more: [
      ...(own.request ? [{ ...own.request, trigger: { ...own.request.trigger, from: [id] } }] : []),
      ...liveRequest(node, form, keep, emission),
    ],
  };
}

/** Asks for the parts that depend on what was entered; by POST, so that no value lands in an address (language.md 4.2). */
function liveRequest(
  node: ElementNode,
  form: FormScope,
  keep: readonly string[],
  emission: Emission,
): readonly RequestCode[] {
  const { live } = form;
  const parts = live?.whole ? [node.address] : live ? livePartsIn(node) : [];
  if (!live || parts.length === 0) return [];
  const pieces = addressPieces(node.address, emission);
  emission.actions.push({
    ...actionEntry(node, 'live', [], form, emission),
    ...(keep.length > 0 ? { keep } : {}),
    live: parts.map((part) => targetCode(part, pieces, emission)),
  });
  return [
    {
      method: 'post',
      address: ['$action', pieces, 'live'] satisfies ValueCode as never,
      target: null,
      refused: null,
      swap: 'none',
      trigger: {
        on: 'change',
        from: listenedTo(node, form, live, emission),
        debounce: '150ms',
        throttle: null,
        once: false,
      },
      sync: 'replace',
      busy: null,
    },
  ];
}

function livePartsIn(node: ElementNode): readonly Address[] {
  const parts: Address[] = [];
  visitTree([node], (inner) => {
    if (inner.kind === 'fragment' && inner.live) parts.push(inner.address);
  });
  return parts;
}

/** The inputs that matter; all of the form where one of them comes and goes. */
function listenedTo(node: ElementNode, form: FormScope, live: LiveForm, emission: Emission): readonly Code[] {
  const { inputs, wanted, addresses } = emission.targets;
  const fields = [...(inputs.get(form.node) ?? [])].filter(([at]) => live.reads.some((read) => overlap(read, at)));
  const isSteady = fields.length > 0 && !live.reads.includes('') && !fields.some(([at]) => live.fleeting.includes(at));
  const found = fields.map(([, plain]) => ({ plain, address: addresses().get(plain) }));
  if (!isSteady || found.some(({ address }) => !address)) return [codeOfInput(domId(node.address, emission))];
  return found.map(({ plain, address }) => {
    wanted.add(plain);
    return codeOfInput(domId(address!, emission));
  });
}

/** Whether one of two pointers leads to the other, or into it. */
const overlap = (a: string, b: string): boolean => `${a}/`.startsWith(`${b}/`) || `${b}/`.startsWith(`${a}/`);

/** What follows a form names nodes of the page the form belongs to, from where the Form stands in it. */
function placeOf({ address }: ElementNode, { place }: EmitForm) {
  const depth = place.instances.length;
  const { keys } = address.instances[depth] ?? address.own;
  return { instances: address.instances.slice(0, depth), keys, view: null };
}
