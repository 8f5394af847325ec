import type { Json, JsonObject } from '../../document/types.ts';
import { encodePart } from '../../html/addresses.ts';
import type { Program } from '../../program.ts';
import { ownAddress, pageAddress, type Site } from './site.ts';
import type { RenderState } from './state.ts';

/**
 * Whether a link leads to where the reader is: to this page, and every param it names has that value already. An
 * address is compared as a text, with and without its query.
 */
export function isCurrent(to: Json, program: Program, { params, route }: RenderState, site: Site): boolean {
  if (typeof to === 'string') {
    const own = ownAddress(program, params, {}, route.path, site);
    return to === own || to === own.split('?', 1)[0];
  }
  if (to === null || typeof to !== 'object' || Array.isArray(to)) return false;
  const { page, params: named = {} } = to as JsonObject;
  if (page !== program.id) return false;
  return Object.entries(named as JsonObject).every(
    ([name, value]) => JSON.stringify(params[name] ?? null) === JSON.stringify(value ?? null),
  );
}

/** Where a link to a page leads. One to the reader's own page keeps the params it does not name (language.md 4.5). */
export function linkAddress(
  to: JsonObject,
  program: Program,
  { params, route }: RenderState,
  site: Site,
): string | null {
  if (to['page'] !== program.id || pageAddress(to, program, site) === null) return pageAddress(to, program, site);
  const named = isMap(to['params']) ? to['params'] : {};
  const { paging = [] } = program.contract;
  const others = Object.keys(named).some((name) => !paging.includes(name));
  const first = Object.fromEntries(others ? paging.map((name) => [name, null]) : []);
  const hash = typeof to['hash'] === 'string' ? `#${encodePart(to['hash'])}` : '';
  return ownAddress(program, params, { ...first, ...named }, route.path, site) + hash;
}

const isMap = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
