import type { DialectName } from '../../dialects/dialect.ts';
import type { Json, JsonObject } from '../../document/types.ts';
import { isTooDeep } from '../../document/value-depth.ts';
import type { AssetSource, ProjectSettings } from '../../engine.ts';
import { assetAddress, encodePart, hexOfHash, queryOf, routeAddress } from '../../html/addresses.ts';
import type { UrlPolicy } from '../../html/url.ts';
import type { Program, ProgramFragment } from '../../program.ts';
import { coreAsset } from '../../themes/core-assets.ts';

/** Everything addresses depend on besides the program. */
export interface Site {
  readonly urls: UrlPolicy;
  /** Files of the host, behind them those of the product. */
  readonly assets: AssetSource;
  readonly routes: Readonly<Record<string, string>>;
  readonly dialect: DialectName;
}

interface SiteOptions {
  readonly dialect?: DialectName | undefined;
  readonly settings?: ProjectSettings | undefined;
  readonly assets?: AssetSource | undefined;
  readonly routes?: Readonly<Record<string, string>> | undefined;
}

export function siteOf({ settings, assets, routes, dialect }: SiteOptions): Site {
  const base = baseOf(settings);
  const find: AssetSource = (path) => assets?.(path) ?? coreAsset(path);
  const asset = (path: string) => {
    const found = find(path);
    return found && assetAddress(base, found.hash, path);
  };
  const urls = { origin: settings?.site?.origin ?? null, base, images: settings?.site?.images ?? [], asset };
  return { urls, assets: find, routes: routes ?? {}, dialect: dialect ?? 'htmx4' };
}

/** The site's path prefix; always starts and ends with `/`. */
export function baseOf(settings: ProjectSettings | undefined): string {
  const path = settings?.site?.base ?? '/';
  return `${path.startsWith('/') ? '' : '/'}${path}${path.endsWith('/') ? '' : '/'}`;
}

/** `to: { page, params, hash }` → address; null for a page the release does not have. */
export function pageAddress(to: JsonObject, program: Program, { routes, urls }: Site): string | null {
  const page = to['page'];
  if (typeof page !== 'string') return null;
  const route = Object.hasOwn(routes, page) ? routes[page]! : page === program.id ? program.contract.route : null;
  if (route === null) return null;
  const params = to['params'];
  const given = typeof params === 'object' && params !== null && !Array.isArray(params) ? params : {};
  const address = routeAddress(urls.base, route, given as JsonObject);
  const hash = typeof to['hash'] === 'string' ? `#${encodePart(to['hash'])}` : '';
  return address === null ? null : address + hash;
}

/** Path of this page below the base; the render's own path when the page has no route. */
export function ownPath(program: Program, params: JsonObject, path: string, { urls }: Site): string {
  const { route } = program.contract;
  if (route === null) return path;
  const inRoute = Object.fromEntries(Object.entries(params).filter(([name]) => route.includes(`{${name}}`)));
  return routeAddress(urls.base, route, inRoute) ?? path;
}

/** Address of this page with changed params; defaults are left out (language.md 4.5). */
export function ownAddress(
  program: Program,
  params: JsonObject,
  changes: JsonObject,
  path: string,
  site: Site,
): string {
  const { route, params: schemas } = program.contract;
  const all: JsonObject = { ...params, ...changes };
  const inQuery = Object.keys(schemas).filter((name) => !route?.includes(`{${name}}`));
  return ownPath(program, all, path, site) + queryOf(unlessDefault(inQuery, all, schemas));
}

/** Address of this page with everything in place: the way without scripts. */
export function eagerAddress(program: Program, params: JsonObject, path: string, site: Site): string {
  const own = ownAddress(program, params, {}, path, site);
  return `${own}${own.includes('?') ? '&' : '?'}_eager=1`;
}

/** Addresses are canonical: a param with its default is left out. */
const unlessDefault = (names: readonly string[], params: JsonObject, schemas: Schemas): JsonObject =>
  Object.fromEntries(
    names.map((name): [string, Json] => [name, isDefault(params[name], schemas[name]) ? null : (params[name] ?? null)]),
  );

type Schemas = Program['contract']['params'];

function isDefault(value: Json | undefined, schema: Schemas[string] | undefined): boolean {
  const fallback = typeof schema === 'object' ? (schema['default'] ?? null) : null;
  // What nests deeper than anything that is walked is no default.
  return !isTooDeep(value, true) && JSON.stringify(value ?? null) === JSON.stringify(fallback);
}

/** `{base}_ui/{docId}@{hash12}/a/{address}/{trigger}` and all params of the page, path params too (language.md 4.3). */
export function actionAddress(
  program: Program,
  address: string,
  trigger: string,
  params: JsonObject,
  { urls }: Site,
  /** Arguments of a call that is asked for by GET. */
  values?: string | null,
): string {
  const { params: schemas } = program.contract;
  const own = unlessDefault(Object.keys(schemas), params, schemas);
  const query = queryOf(values ? { ...own, _with: values } : own);
  return `${urls.base}_ui/${program.id}@${hexOfHash(program.hash)}/a/${address}/${trigger}${query}`;
}

/** What the address of a refresh says besides where it is. */
export interface RefreshAddress {
  /** Without loop keys. */
  readonly id: string;
  readonly address: string;
  /** `path`: a form sends the other params itself. */
  readonly params: 'all' | 'path';
  /** What the answer does to the address bar. */
  readonly url: 'push' | 'replace' | null;
}

/** `{base}_ui/{docId}@{hash12}/f/{address}` as an action asks for it again. */
export function refreshAddress(
  program: Program,
  { id, address, params: which, url }: RefreshAddress,
  params: JsonObject,
  { urls }: Site,
): string {
  const { params: schemas, route } = program.contract;
  const reads = program.fragments.find((fragment) => fragment.id === id)?.params ?? [];
  // The address bar shows all params, so an answer that changes it needs them all.
  const wanted = url === null ? reads : Object.keys(schemas);
  const names = which === 'all' ? wanted : Object.keys(schemas).filter((name) => route?.includes(`{${name}}`));
  const query = queryOf({ ...unlessDefault(names, params, schemas), _url: url });
  return `${urls.base}_ui/${program.id}@${hexOfHash(program.hash)}/f/${address}${query}`;
}

/** `{base}/_ui/{docId}@{hash12}/f/{address}` and those params that the fragment depends on (language.md 4.4). */
export function fragmentAddress(
  program: Program,
  { params: names }: ProgramFragment,
  address: string,
  params: JsonObject,
  { urls }: Site,
): string {
  const query = queryOf(unlessDefault(names, params, program.contract.params));
  return `${urls.base}_ui/${program.id}@${hexOfHash(program.hash)}/f/${address}${query}`;
}
