import type { ActionTarget, Attributes, Input } from '../../components/component.ts';
import type { Json } from '../../document/types.ts';
import { idPrefix } from '../../html/dom-id.ts';
import type { Code, RequestCode, TriggerCode } from '../../program.ts';
import type { BoundAction } from '../4-optimize/actions.ts';
import { type Bound, constant } from '../4-optimize/bound.ts';
import type { Address, ElementNode, FormScope } from '../4-optimize/tree.ts';
import { actionEntry, targetAddress } from './action-codes.ts';
import { clientAttributes } from './client-actions.ts';
import { commandFor } from './commands.ts';
import { addressPieces, domId } from './dom-ids.ts';
import { type Emission, push } from './emission.ts';
import { codeOf, codeOfInput, constantInput, inputOf } from './lower.ts';
import type { ValueCode } from './ops.ts';
import { plainAddress } from './scan-tree.ts';
import { tellUnreachable, triggerPointer } from './unreachable-targets.ts';

/** What the actions of a node come to in a page (language.md 4.3). */
export interface Behavior {
  /** What plain HTML can carry, by trigger: for the component to write. */
  readonly targets: Readonly<Record<string, ActionTarget>>;
  /** What the runtime file reads, for the root element. */
  readonly attributes: Attributes;
  /** What is sent without leaving the page; the dialect decides how it is written on the root element. */
  readonly request: RequestCode | null;
  /** Further requests of a form, each on an element of its own inside of it. */
  readonly more: readonly RequestCode[];
}

const none: Behavior = { targets: {}, attributes: {}, request: null, more: [] };

/** Actions of one node → everything that carries them. */
export function behaviorOf(node: ElementNode, emission: Emission): Behavior {
  const around = node.form;
  const triggers = Object.entries(node.on);
  if (triggers.length === 0) return none;
  const targets: Record<string, ActionTarget> = {};
  const left: [string, readonly BoundAction[]][] = [];
  let request: RequestCode | null = null;
  let attributes: Attributes = {};
  for (const [trigger, actions] of triggers) {
    tellUnreachable(node.place, triggerPointer(trigger), actions, emission);
    const server = actions.find(({ do: what }) => isRequest(what));
    if (server && !request) {
      const written = serverAction(node, trigger, server, around, emission);
      request = written.request;
      attributes = { ...attributes, ...written.attributes };
      if (written.target) targets[trigger] = written.target;
    }
    const plain = trigger === 'click' ? plainTarget(actions, emission) : null;
    if (plain && !targets[trigger]) targets[trigger] = plain.target;
    const rest = actions.filter((action) => !isRequest(action.do) && action !== plain?.action);
    if (rest.length > 0) left.push([trigger, rest]);
  }
  return { targets, attributes: { ...attributes, ...clientAttributes(left, emission) }, request, more: [] };
}

const isRequest = (what: BoundAction['do']): boolean => what === 'request' || what === 'refresh' || what === 'download';

interface ServerAction {
  readonly target: ActionTarget | null;
  readonly attributes: Attributes;
  readonly request: RequestCode | null;
}

function serverAction(
  node: ElementNode,
  trigger: string,
  action: BoundAction,
  around: FormScope | null,
  emission: Emission,
): ServerAction {
  if (action.do === 'refresh') return refreshAction(node, trigger, action, emission);
  emission.actions.push(actionEntry(node, trigger, [action], around, emission));
  const address = addressPieces(node.address, emission);
  const given = action.open['with'];
  const values = given ? ({ constant: false, code: ['$json', codeOf(given, emission)] } as const) : null;
  if (action.do === 'download') {
    const href: Input = {
      constant: false,
      code: ['$download', address, trigger, given ? codeOf(given, emission) : null] satisfies ValueCode as never,
    };
    return { target: { kind: 'link', href, download: true }, attributes: {}, request: null };
  }
  const formaction: Input = { constant: false, code: ['$action', address, trigger] satisfies ValueCode as never };
  if (!around) emission.needs.actForm = true;
  const confirm = action.open['confirm'];
  // Only a button sends values; what else starts a request has them worked out where it is answered.
  if (given && trigger !== 'click') push(emission, ['give', address as never, trigger, codeOf(given, emission)]);
  if (confirm) {
    emission.scripts.add('runtime');
    push(emission, ['ask', address as never, trigger, codeOf(confirm, emission)]);
  }
  return {
    target: { kind: 'post', action: formaction, values, form: around ? null : constantInput(`${idPrefix}act`) },
    attributes: confirm ? { 'data-ui-confirm': inputOf(confirm, emission) } : {},
    request: requestCode('post', formaction.code, trigger, action, around, emission),
  };
}

/** The node's fragment again; without scripts a link or form that leads to this page with the same params. */
function refreshAction(node: ElementNode, trigger: string, action: BoundAction, emission: Emission): ServerAction {
  const target = targetAddress(action, emission);
  if (!target) return { target: null, attributes: {}, request: null };
  const changes = entriesOf(action.open['with']);
  const codes = Object.fromEntries(Object.entries(changes).map(([name, value]) => [name, codeOf(value, emission)]));
  // A form brings its params itself; the address must not bring them again.
  const own = node.component.type === 'Form';
  const url = action.fixed['url'];
  const address: ValueCode = [
    '$fragment',
    plainAddress(target),
    addressPieces(target, emission),
    own ? 'path' : 'all',
    codes,
    url === 'push' || url === 'replace' ? url : null,
  ];
  return {
    target: own ? null : { kind: 'link', href: { constant: false, code: ['$self', codes] } },
    attributes: {},
    request: requestCode('get', address as never, trigger, action, null, emission),
  };
}

function requestCode(
  method: RequestCode['method'],
  address: Code,
  trigger: string,
  action: BoundAction,
  around: FormScope | null,
  emission: Emission,
): RequestCode {
  const { fixed } = action;
  const target = targetAddress(action, emission);
  const sync = (fixed['concurrency'] as RequestCode['sync'] | undefined) ?? null;
  emission.scripts.add('htmx').add('runtime');
  return {
    method,
    address,
    target: target ? codeOfInput(domId(target, emission)) : null,
    // A button inside of a form brings its fields, so what is wrong with them comes back with the form.
    refused: method === 'post' && around?.name ? formId(around, emission) : null,
    swap: target ? ((fixed['swap'] as RequestCode['swap'] | undefined) ?? 'morph') : 'none',
    trigger: triggerCode(trigger, action),
    sync,
    busy: isDisabledMeanwhile(action, sync) ? 'this' : null,
  };
}

/** What waits in a queue, or takes the place of what runs, has to be possible while it runs. */
function isDisabledMeanwhile({ do: what, fixed }: BoundAction, sync: RequestCode['sync']): boolean {
  if (typeof fixed['busy'] === 'boolean') return fixed['busy'];
  return what !== 'refresh' && (sync === null || sync === 'drop');
}

function formId({ node }: FormScope, emission: Emission): Code | null {
  const address = emission.targets.addresses().get(node);
  return address ? codeOfInput(domId(address, emission)) : null;
}

/** `click` and `submit` are what a browser does by itself; everything else is said. */
export function triggerCode(trigger: string, { fixed }: Pick<BoundAction, 'fixed'>): TriggerCode {
  const time = (name: string) => (typeof fixed[name] === 'string' ? (fixed[name] as string) : null);
  return {
    on: trigger,
    from: [],
    debounce: time('debounce'),
    throttle: time('throttle'),
    once: fixed['once'] === true,
  };
}

/** The first action of a click that an element can do without any script. */
function plainTarget(
  actions: readonly BoundAction[],
  emission: Emission,
): { readonly target: ActionTarget; readonly action: BoundAction } | null {
  for (const action of actions) {
    const target = actionTarget(action, emission);
    if (target) return { target, action };
  }
  return null;
}

function actionTarget(action: BoundAction, emission: Emission): ActionTarget | null {
  const { open } = action;
  switch (action.do) {
    case 'navigate': {
      const address = open['to'] ?? open['href'];
      return address ? { kind: 'link', href: inputOf(address, emission) } : null;
    }
    case 'submit':
    case 'reset':
      return { kind: action.do, form: idOf(targetAddress(action, emission), emission) };
    case 'open':
      return command('open', action, emission);
    case 'close':
      return command('close', action, emission);
    case 'toggle':
      return command('toggle', action, emission);
    default:
      return null;
  }
}

function command(what: 'open' | 'close' | 'toggle', action: BoundAction, emission: Emission): ActionTarget {
  const address = targetAddress(action, emission);
  const opening = address ? emission.targets.openings().get(plainAddress(address)) : undefined;
  return { kind: 'command', command: commandFor(what, opening), target: idOf(address, emission) };
}

const idOf = (address: Address | null, emission: Emission): Input =>
  address ? domId(address, emission) : constantInput(null);

function entriesOf(bound: Bound | undefined): Readonly<Record<string, Bound>> {
  if (bound?.kind === 'map') return bound.entries;
  if (bound?.kind !== 'constant' || bound.value === null || typeof bound.value !== 'object') return {};
  return Object.fromEntries(Object.entries(bound.value).map(([key, value]) => [key, constant(value as Json)]));
}
