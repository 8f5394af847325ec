import { refusals } from '../../compatibility/schema-differences.ts';
import { nearestName } from '../../diagnostics/nearest-name.ts';
import type { JsonObject } from '../../document/types.ts';
import { manifestSchema } from '../2-resolve/manifest-schema.ts';
import type { Origin } from '../flow.ts';
import { fieldPointers } from './check-bind.ts';
import { checkForm } from './check-form.ts';
import { checkParams } from './check-params.ts';
import { checkValue } from './check-value.ts';
import { argumentScope, pageScope } from './root-scope.ts';
import { checkString, checkStrings, inside, type Validation } from './validation.ts';

/** The contract of a page: route, params, head, data, forms. Faulty data and rules come back, to be left out. */
export function checkPage(validation: Validation): {
  readonly faultyData: ReadonlySet<string>;
  readonly faultyRules: ReadonlyMap<string, ReadonlySet<string>>;
} {
  checkRoute(validation);
  checkRouteConflicts(validation);
  checkCounts(validation);
  checkParams(validation);
  const { page } = validation.resolved;
  const scope = pageScope(page);
  for (const [key, value] of Object.entries(page.head)) {
    const origin = page.origins.get(`head.${key}`);
    if (origin && typeof value === 'string') checkString(value, origin, scope, validation);
  }
  const faultyData = new Set(Object.keys(page.data).filter((name) => !checkData(name, validation)));
  const faultyRules = new Map(Object.keys(page.forms).map((name) => [name, checkForm(name, validation)] as const));
  return { faultyData, faultyRules };
}

/** `.` and `..` are taken away by browsers, so such a route could not be reached. */
const segment = /^((?!\.\.?$)[a-z0-9._~-]+|\{[A-Za-z][A-Za-z0-9_]*\})$/;

function checkRoute({ resolved, teller }: Validation): void {
  const { route, params } = resolved.page;
  if (route === null) return;
  const at = { origin: { unit: resolved.unit, pointer: '/route' } };
  const tell = (problem: string) => teller.tell('UI5204', { problem }, at);
  const segments = route === '/' ? [] : route.slice(1).split('/');
  const wrong = segments.find((one) => !segment.test(one));
  if (!route.startsWith('/')) tell('A route starts with "/"');
  else if (wrong !== undefined)
    tell(`"${wrong}" is no part of a route; write lower-case words, or one param in braces`);
  else if (segments[0] === '_ui') tell('"/_ui" belongs to the engine');
  const names = segments.flatMap((one) => (one.startsWith('{') ? [one.slice(1, -1)] : []));
  for (const name of names) {
    if (!Object.hasOwn(params, name)) tell(`The route has the param "${name}", which is not declared under "params"`);
  }
}

/** Two pages whose addresses cannot be told apart: the names of params do not count. */
function checkRouteConflicts({ resolved, context, teller }: Validation): void {
  const { unit, page } = resolved;
  if (page.route === null || unit.document.kind !== 'page') return;
  const own = shapeOfRoute(page.route);
  for (const [other, route] of Object.entries(context.routes ?? {})) {
    if (other === unit.document.id || shapeOfRoute(route) !== own) continue;
    teller.tell('UI5201', { route: page.route, other, otherRoute: route }, { origin: { unit, pointer: '/route' } });
    return;
  }
}

const shapeOfRoute = (route: string): string => route.replaceAll(/\{[^}]*\}/g, '{}');

function checkCounts({ resolved, teller, context: { limits } }: Validation): void {
  const { params, forms, origins } = resolved.page;
  const count = Object.keys(params).length;
  if (count > limits.params) {
    const at = { origin: { unit: resolved.unit, pointer: '/params' } };
    teller.tell('UI9001', { limit: 'the number of params', value: count, most: limits.params }, at);
  }
  for (const [name, { schema }] of Object.entries(forms)) {
    const fields = fieldPointers(schema).length;
    const origin = origins.get(`forms.${name}`);
    if (fields <= limits.formFields || !origin) continue;
    teller.tell(
      'UI9001',
      { limit: `the fields of "${name}"`, value: fields, most: limits.formFields },
      { origin, atKey: true },
    );
  }
}

/** False when the arguments have errors. */
function checkData(name: string, validation: Validation): boolean {
  const { resolved, teller, context } = validation;
  const { page } = resolved;
  const { source, args = {} } = page.data[name]!;
  const origin = page.origins.get(`data.${name}`)!;
  const at = inside(origin, 'args');
  const scope = argumentScope(page);
  const sources = context.manifests.sources?.['sources'] as Readonly<Record<string, JsonObject>> | undefined;
  if (!sources) return checkStrings(args, at, scope, validation);
  const known = Object.hasOwn(sources, source) ? sources[source] : undefined;
  if (!known) {
    const nearest = nearestName(source, Object.keys(sources));
    teller.tell('UI5001', { source, nearest }, { origin: inside(origin, 'source') });
    return checkStrings(args, at, scope, validation);
  }
  checkResult(name, known, validation);
  const tell = (problem: string, place: Origin) =>
    teller.tell('UI5002', { owner: source, problem }, { origin: place, atStart: place.pointer === at.pointer });
  return checkValue(
    args,
    {
      schema: manifestSchema(known['args'], context.manifests.sources, context),
      origin: at,
      scope,
      optional: false,
      tell,
    },
    validation,
  ).sound;
}

/** The page takes every answer its source may give. What cannot be compared is left to the answers themselves. */
function checkResult(name: string, known: JsonObject, { resolved, teller, context }: Validation): void {
  const { source, schema } = resolved.page.data[name]!;
  const result = manifestSchema(known['result'], context.manifests.sources, context);
  if (typeof result === 'boolean') return;
  const [first] = refusals(schema, result).filter(({ kind }) => kind !== 'changed');
  const origin = resolved.page.origins.get(`data.${name}`);
  if (!first || !origin) return;
  const what = first.at === '' ? 'its answers' : `"${first.at}"`;
  teller.tell('UI5013', { source, what, kind: first.kind }, { origin: inside(origin, 'schema'), atStart: true });
}
