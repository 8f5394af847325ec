import { nearestName } from '../../diagnostics/nearest-name.ts';
import { hasKeys } from '../../document/map-values.ts';
import type { Json, JsonObject, JsonSchema } from '../../document/types.ts';
import { anyType, mapOf, type Scope, scopeOf } from '../../expressions/index.ts';
import { manifestSchema } from '../2-resolve/manifest-schema.ts';
import type { Origin, ResolvedElement } from '../flow.ts';
import { checkValue, typeCache } from './check-value.ts';
import { answerScope } from './root-scope.ts';
import { checkStrings, fault, inside, originOf, type Validation } from './validation.ts';

const serverActions = new Set(['request', 'refresh', 'navigate', 'submit', 'download']);
const anyTriggers = /^(load|visible|every:.*|event:.*)$/;

/** `on` of a node: known triggers, one server action at most, known calls and targets. */
export function checkActions(node: ResolvedElement, scope: Scope, validation: Validation): void {
  if (!hasKeys(node.on)) return;
  const { teller } = validation;
  const events = eventsOf(node);
  let servers = 0;
  for (const [trigger, value] of Object.entries(node.on)) {
    const origin = originOf(node, `on.${trigger}`);
    const at = { origin, node: node.id };
    if (!events.includes(trigger) && !anyTriggers.test(trigger)) {
      teller.tell('UI2020', { component: node.type, event: trigger, known: events }, { ...at, atKey: true });
      fault(validation, node, `on.${trigger}`);
      continue;
    }
    const list = Array.isArray(value) ? (value as readonly Json[]) : [value];
    servers += list.filter((action) => serverActions.has(nameOf(action))).length;
    const isLast = list.slice(0, -1).every((action) => !serverActions.has(nameOf(action)));
    if (servers > 1 || !isLast) {
      teller.tell('UI5104', {}, at);
      fault(validation, node, `on.${trigger}`);
    }
    const detail = node.target.kind === 'document' ? node.target.component.events.get(trigger) : undefined;
    const event = mapOf({ detail: detail === undefined ? anyType : typeCache(detail) });
    const inner = node.target.kind === 'document' ? scopeOf({ event: { type: event } }, scope) : scope;
    list.forEach((action, index) => {
      const place = Array.isArray(value) ? inside(origin, index) : origin;
      if (!checkAction(action, place, inner, node.id, validation)) fault(validation, node, `on.${trigger}`);
    });
  }
}

function eventsOf({ target }: ResolvedElement): readonly string[] {
  return target.kind === 'core' ? target.component.events : Object.keys(target.component.body.events ?? {});
}

const nameOf = (action: Json): string => String((action as JsonObject | null)?.['do'] ?? '');

/** One action and what follows it; false when it has errors. */
export function checkAction(
  action: Json,
  origin: Origin,
  scope: Scope,
  node: string | undefined,
  validation: Validation,
): boolean {
  if (typeof action !== 'object' || action === null || Array.isArray(action)) return true;
  const { then, catch: byStatus, with: values, call, target, do: name, detail, ...rest } = action as JsonObject;
  const own = detail === undefined || (name === 'raise' && validation.component) ? rest : { ...rest, detail };
  let sound = checkStrings(own, origin, scope, validation, node);
  if (name === 'raise') sound = checkRaise(action as JsonObject, origin, scope, node, validation) && sound;
  if (typeof target === 'string') sound = checkTarget(target, inside(origin, 'target'), node, validation) && sound;
  if (typeof call === 'string')
    sound = checkCall(call, String(name), values ?? null, origin, scope, node, validation) && sound;
  else if (values !== undefined) sound = checkStrings(values, inside(origin, 'with'), scope, validation, node) && sound;
  const after = answerScope(scope);
  const follow = (list: Json, at: Origin): void => {
    const actions = Array.isArray(list) ? (list as readonly Json[]) : [list];
    actions.forEach((one, index) => {
      const place = Array.isArray(list) ? inside(at, index) : at;
      sound = checkAction(one, place, after, node, validation) && sound;
    });
  };
  if (then !== undefined) follow(then, inside(origin, 'then'));
  for (const [status, list] of Object.entries((byStatus ?? {}) as JsonObject)) {
    follow(list, inside(inside(origin, 'catch'), status));
  }
  return sound;
}

/** What a component raises is an event it declares, with the detail it promises. */
function checkRaise(
  { event, detail = null }: JsonObject,
  origin: Origin,
  scope: Scope,
  node: string | undefined,
  validation: Validation,
): boolean {
  const { component, teller } = validation;
  if (!component || typeof event !== 'string') return true;
  const schema = component.events.get(event);
  if (schema === undefined) {
    const known = [...component.events.keys()];
    teller.tell('UI2020', { component: 'This component', event, known }, { origin: inside(origin, 'event'), node });
    return false;
  }
  const at = inside(origin, 'detail');
  const tell = (problem: string, place: Origin) =>
    teller.tell('UI2021', { event, problem }, { origin: place, node, atStart: place === at });
  const optional = schema === true;
  return checkValue(detail, { schema, origin: at, scope, node, optional, tell }, validation).sound;
}

/** Targets are nodes of the document that uses them. */
export function checkTarget(id: string, origin: Origin, node: string | undefined, validation: Validation): boolean {
  const { teller, resolved } = validation;
  const ids = validation.ids();
  if (ids.has(id) || resolved.leftOut.has(id)) return true;
  teller.tell('UI5102', { target: id, nearest: nearestName(id, ids) }, { origin, node });
  return false;
}

function checkCall(
  call: string,
  action: string,
  given: Json,
  origin: Origin,
  scope: Scope,
  node: string | undefined,
  validation: Validation,
): boolean {
  const { teller, context } = validation;
  const calls = context.manifests.calls?.['calls'] as Readonly<Record<string, JsonObject>> | undefined;
  const at = inside(origin, 'with');
  const fields = given === null ? fieldsIn(scope) : null;
  const values = given ?? {};
  if (!calls) return checkStrings(values, at, scope, validation, node);
  const known = Object.hasOwn(calls, call) ? calls[call] : undefined;
  if (!known) {
    teller.tell(
      'UI5101',
      { call, nearest: nearestName(call, Object.keys(calls)) },
      { origin: inside(origin, 'call'), node },
    );
    return false;
  }
  if (action === 'download' && known['safe'] !== true) {
    teller.tell('UI5105', { call }, { origin: inside(origin, 'call'), node });
    return false;
  }
  const schema = manifestSchema(known['args'], context.manifests.calls, context);
  const tell = (problem: string, place: Origin) =>
    teller.tell('UI5002', { owner: call, problem }, { origin: place, node, atStart: place === at });
  if (fields) {
    const lacking = requiredIn(schema).find((name) => !fields.includes(name));
    if (lacking !== undefined) tell(`the form has no field "${lacking}"`, origin);
    return lacking === undefined;
  }
  return checkValue(values, { schema, origin: at, scope, node, optional: false, tell }, validation).sound;
}

/** Without arguments of its own, a call gets what the form around it holds; null outside of one. */
const fieldsIn = (scope: Scope): readonly string[] | null => {
  const form = scope.find('form')?.type.map?.properties['value']?.map;
  return form ? Object.keys(form.properties) : null;
};

const requiredIn = (schema: JsonSchema): readonly string[] =>
  typeof schema === 'boolean' ? [] : (((schema as JsonObject)['required'] as readonly string[] | undefined) ?? []);
