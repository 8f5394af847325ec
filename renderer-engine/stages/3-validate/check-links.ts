import type { CoreComponent, PropDefinition } from '../../components/component.ts';
import { nearestName } from '../../diagnostics/nearest-name.ts';
import type { Json, JsonObject } from '../../document/types.ts';
import type { Origin, ResolvedElement } from '../flow.ts';
import { inside, originOf, type Validation } from './validation.ts';

/** Props that name something of the page: a form, a param, another page (language.md 2.3, `context`). */
export function checkReferences(node: ResolvedElement, validation: Validation): void {
  if (node.target.kind !== 'core') return;
  for (const { name, context, entries } of namingProps(node.target.component)) {
    const value = node.props[name];
    if (value === undefined) continue;
    if (context === 'page') {
      if (typeof value === 'object') checkPage(originOf(node, `props.${name}`), value, node, validation);
    } else if (entries) checkEntries(originOf(node, `props.${name}`), value, node, validation);
    // What a component names belongs to the page that ends up using it.
    else if (typeof value === 'string' && !value.includes('${') && !validation.component) {
      if (context === 'form') checkForm(node, name, value, validation);
      else if (context === 'param') checkSort(node, name, value, validation);
    }
  }
}

interface NamingProp extends Pick<PropDefinition, 'context' | 'entries'> {
  readonly name: string;
}

const known = new WeakMap<CoreComponent, readonly NamingProp[]>();

/** Those of the props of a component that may name something. */
function namingProps(component: CoreComponent): readonly NamingProp[] {
  const before = known.get(component);
  if (before) return before;
  const props = Object.entries(component.props).flatMap(([name, { context, entries }]) =>
    entries || context === 'page' || context === 'form' || context === 'param' ? [{ name, context, entries }] : [],
  );
  known.set(component, props);
  return props;
}

function checkForm(node: ResolvedElement, prop: string, form: string, { teller, resolved }: Validation): void {
  const forms = Object.keys(resolved.page.forms);
  if (forms.includes(form)) return;
  const at = { origin: originOf(node, `props.${prop}`), node: node.id };
  teller.tell('UI5012', { form, nearest: nearestName(form, forms) }, at);
}

/** The param that holds the order of a Table allows every order its headers offer. */
function checkSort(node: ResolvedElement, prop: string, param: string, { teller, resolved }: Validation): void {
  const { params } = resolved.page;
  const at = { origin: originOf(node, `props.${prop}`), node: node.id };
  if (!Object.hasOwn(params, param)) {
    const nearest = nearestName(param, Object.keys(params));
    teller.tell('UI5004', { bind: `params:${param}`, owner: 'This page', nearest: nearest && `params:${nearest}` }, at);
    return;
  }
  const schema = params[param];
  const allowed =
    typeof schema === 'object' && Array.isArray(schema['enum']) ? (schema['enum'] as readonly Json[]) : null;
  const columns = node.props['columns'];
  if (!allowed || !Array.isArray(columns)) return;
  const wanted = (columns as readonly JsonObject[])
    .filter((column) => column?.['sort'] === true && typeof column['key'] === 'string')
    .flatMap(({ key }) => [String(key), `-${key}`]);
  const missing = wanted.filter((value) => !allowed.includes(value));
  if (missing.length > 0) teller.tell('UI5203', { param, missing }, at);
}

/** Entries of a list of links, and of the lists in them. */
function checkEntries(origin: Origin, list: Json, node: ResolvedElement, validation: Validation): void {
  if (!Array.isArray(list)) return;
  for (const [index, entry] of (list as readonly Json[]).entries()) {
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) continue;
    const { to, items } = entry as JsonObject;
    const at = inside(origin, index);
    if (to !== undefined) checkPage(inside(at, 'to'), to, node, validation);
    if (items !== undefined) checkEntries(inside(at, 'items'), items, node, validation);
  }
}

function checkPage(origin: Origin, value: Json, node: ResolvedElement, { teller, context }: Validation): void {
  const { routes } = context;
  if (!routes || typeof value !== 'object' || value === null) return;
  const page = (value as JsonObject)['page'];
  if (typeof page !== 'string' || page.includes('${') || Object.hasOwn(routes, page)) return;
  const at = { origin: inside(origin, 'page'), node: node.id };
  teller.tell('UI5103', { page, nearest: nearestName(page, Object.keys(routes)) }, at);
}
