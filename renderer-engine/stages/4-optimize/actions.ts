import { mapValues } from '../../document/map-values.ts';
import type { Json, JsonObject } from '../../document/types.ts';
import type { ResolvedElement } from '../flow.ts';
import { asBinding, type Binding, type Bound, bindValue, type Scope, type Variable, within } from './bound.ts';
import type { Expansion } from './expansion.ts';
import { type Constants, foldBinding, foldBound } from './fold.ts';
import { ownLinks } from './mounted.ts';
import { roots, scopeOfKey, variableBinding } from './scopes.ts';
import type { AddressKey, AddressStep } from './tree.ts';

/** What the language can do (language.md 4.3); `raise` is replaced while a component is inlined. */
export type ActionName =
  | 'request'
  | 'refresh'
  | 'navigate'
  | 'submit'
  | 'reset'
  | 'download'
  | 'open'
  | 'close'
  | 'toggle'
  | 'emit'
  | 'toast'
  | 'focus'
  | 'copy'
  | 'print';

/** An action with its names bound. Neither it nor what it becomes knows how a browser is told to do it. */
export interface BoundAction {
  readonly do: ActionName;
  /** Fields that may hold expressions: `with confirm to href message text detail key`. */
  readonly open: Readonly<Record<string, Bound>>;
  /** Names and choices, which never do: `call target event swap concurrency url busy debounce throttle once tone`. */
  readonly fixed: JsonObject;
  readonly from: ActionPlace;
  readonly then: readonly BoundAction[];
  /** Status or `*` → what follows. */
  readonly catch: Readonly<Record<string, readonly BoundAction[]>>;
}

/** Where the action was written: its targets are nodes of that document, in the loops around that place. */
export interface ActionPlace {
  readonly instances: readonly AddressStep[];
  readonly keys: readonly AddressKey[];
}

type ActionWriter = Pick<Expansion, 'instances' | 'keys' | 'view'> & Partial<Pick<Expansion, 'include'>>;

/** What follows a server action sees what the server knows: never data or names of loops (language.md 4.3). */
export const answers = {
  form: { name: 'form' },
  args: { name: 'args' },
  result: { name: 'result' },
  error: { name: 'error' },
} as const satisfies Readonly<Record<string, Variable>>;

const openFields = new Set(['with', 'confirm', 'to', 'href', 'message', 'text', 'detail', 'key']);

/** What a node does, by trigger. */
export const bindTriggers = (node: ResolvedElement, at: Expansion): Readonly<Record<string, readonly BoundAction[]>> =>
  mapValues(node.on, (actions, trigger) => bindActions(actions, scopeOfKey(node, `on.${trigger}`, at.scope), at));

/** What an instance wants done when its component raises an event. */
export const handlersOf = (node: ResolvedElement, at: Expansion): Readonly<Record<string, Handler>> =>
  mapValues(node.on, (actions, trigger) => ({ actions, scope: scopeOfKey(node, `on.${trigger}`, at.scope) }));

/** Triggers that any node may have; an instance hands them to the root of its component's view. */
export const isAnyTrigger = (trigger: string): boolean => /^(?:load|visible|every:.*|event:.*)$/.test(trigger);

/** Actions of one trigger, bound in the scope of the place that wrote them. */
export function bindActions(written: Json, scope: Scope, at: ActionWriter): readonly BoundAction[] {
  const list = Array.isArray(written) ? (written as readonly Json[]) : [written];
  return list.flatMap((action) =>
    typeof action === 'object' && action !== null && !Array.isArray(action)
      ? bindAction(action as JsonObject, scope, at)
      : [],
  );
}

function bindAction(action: JsonObject, scope: Scope, at: ActionWriter): readonly BoundAction[] {
  if (action['do'] === 'raise') return raised(action, scope, at);
  const open: Record<string, Bound> = {};
  const fixed: Record<string, Json> = {};
  for (const [key, value] of Object.entries(action)) {
    if (key === 'do' || key === 'then' || key === 'catch') continue;
    if (key === 'to') open[key] = bindValue(ownLinks(value, at.include ?? null), scope);
    else if (openFields.has(key)) open[key] = bindValue(value, scope);
    else fixed[key] = value;
  }
  const after = answerScope(scope);
  return [
    {
      do: action['do'] as ActionName,
      open,
      fixed,
      from: { instances: at.instances, keys: at.keys },
      // biome-ignore lint/suspicious/noThenProperty: the language calls it "then".
      then: bindActions(action['then'] ?? [], after, at),
      catch: mapValues((action['catch'] ?? {}) as JsonObject, (list) => bindActions(list, after, at)),
    },
  ];
}

/** `raise` stands for what the instance does `on` that event, which sees `event.detail` (language.md 4.3). */
function raised(action: JsonObject, scope: Scope, at: ActionWriter): readonly BoundAction[] {
  const { view } = at;
  const name = action['event'];
  if (!view || typeof name !== 'string' || !Object.hasOwn(view.on, name)) return [];
  const { actions, scope: own } = view.on[name]!;
  const detail = bindValue(action['detail'] ?? null, scope);
  const event: Binding = { kind: 'record', members: new Map([['detail', asBinding(detail)]]) };
  return bindActions(actions, within(isAnswer(scope) ? answerScope(own) : own, [['event', event]]), view.written);
}

/** Triggers of an instance, each with the scope of whoever wrote it. */
export interface Handler {
  readonly actions: Json;
  readonly scope: Scope;
}

const isAnswer = ({ names }: Scope): boolean => {
  const binding = names.get('result');
  return binding?.kind === 'variable' && binding.variable === answers.result;
};

/** `params`, `ctx` and what the answer brings; other names are gone by then. */
export const answerScope = (scope: Scope): Scope => ({
  ...scope,
  names: new Map<string, Binding>([
    ['params', scope.names.get('params') ?? variableBinding(roots.params)],
    ['ctx', variableBinding(roots.ctx)],
    ...Object.entries(answers).map(([name, variable]) => [name, variableBinding(variable)] as const),
  ]),
});

/** Constant folding, in the action and in what follows it. */
export const foldActions = (
  actions: readonly BoundAction[],
  constants: Constants,
  fold: (bound: Bound) => Bound = (bound) => foldBound(bound, constants),
): readonly BoundAction[] =>
  actions.map((action) => ({
    ...action,
    open: mapValues(action.open, fold),
    from: foldPlace(action.from, constants),
    // biome-ignore lint/suspicious/noThenProperty: the language calls it "then".
    then: foldActions(action.then, constants, fold),
    catch: mapValues(action.catch, (list) => foldActions(list, constants, fold)),
  }));

function foldPlace({ instances, keys }: ActionPlace, constants: Constants): ActionPlace {
  const foldKeys = (list: readonly AddressKey[]) =>
    list.map((key) => (key.kind === 'loop' ? { ...key, key: foldBinding(key.key, constants) } : key));
  return { instances: instances.map((step) => ({ ...step, keys: foldKeys(step.keys) })), keys: foldKeys(keys) };
}

/** Every open value of some actions and of what follows them. */
export const boundsInActions = (actions: readonly BoundAction[]): readonly Bound[] =>
  actions.flatMap((action) => [
    ...Object.values(action.open),
    ...boundsInActions(action.then),
    ...Object.values(action.catch).flatMap(boundsInActions),
  ]);
