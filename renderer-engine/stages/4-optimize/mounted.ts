import type { Access } from '../../document/access.ts';
import type { Json, JsonObject } from '../../document/types.ts';
import type { ResolvedInclude } from '../flow.ts';
import { defaultParam } from '../include-params.ts';
import type { ActionPlace } from './actions.ts';
import type { Scope } from './bound.ts';

/** An included page where it is shown: its names are those of the page around it from here on. */
export interface Mounted {
  /** Address of its Include without loops; what comes along is called `<id>.<name>`. */
  readonly id: string;
  readonly include: ResolvedInclude;
  /** What its nodes, data and rules see: its own params and data. */
  readonly scope: Scope;
  /** Where its nodes stand. */
  readonly place: ActionPlace;
  /** Its params that are params of the compiled page. */
  readonly params: ReadonlyMap<string, string>;
  /** Who may see it: all of these hold. */
  readonly access: readonly Access[];
  /** Id of the compiled page. */
  readonly page: string;
}

/** A name of its contract as the compiled page calls it. */
export const namedIn = ({ id }: Pick<Mounted, 'id'>, name: string): string => `${id}.${name}`;

/** A prop that names something of the included page, as the page around it calls that. */
export function renamed(value: Json, context: string, type: string, mounted: Mounted | null): Json {
  if (!mounted) return value;
  if (context === 'form') return typeof value === 'string' ? namedIn(mounted, value) : value;
  if (context === 'param') {
    const name = value ?? defaultParam(type);
    return typeof name === 'string' ? (mounted.params.get(name) ?? null) : null;
  }
  return ownLinks(value, mounted);
}

/** Links of the included page to itself stay in the page that shows it. */
export function ownLinks(value: Json, mounted: Mounted | null): Json {
  if (!mounted || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => ownLinks(item as Json, mounted));
  const entries = Object.entries(value as JsonObject).map(([key, item]) => [key, ownLinks(item, mounted)] as const);
  const map = Object.fromEntries(entries);
  if (map['page'] !== mounted.include.unit.document.id) return map;
  const params = Object.entries((map['params'] ?? {}) as JsonObject).flatMap(([name, item]) => {
    const own = mounted.params.get(name);
    return own === undefined ? [] : [[own, item] as const];
  });
  return { ...map, page: mounted.page, ...(map['params'] === undefined ? {} : { params: Object.fromEntries(params) }) };
}
