/** One segment of a route: a literal, or a param that takes a whole segment (language.md 4.5). */
type Segment = { readonly literal: string } | { readonly param: string };

export interface RouteMatch<Entry> {
  readonly entry: Entry;
  /** Decoded path params. */
  readonly params: Readonly<Record<string, string>>;
}

/** `/orders/{id}` → `/orders/{}`: two routes of one shape match the same addresses. */
export const routeShape = (route: string): string => route.replaceAll(/\{[^}]*\}/g, '{}');

/** `base` (ends with a slash) and a page's route as one path. */
export const fullRoute = (base: string, route: string): string =>
  route === '/' ? base : `${base.replace(/\/$/, '')}${route}`;

/** Names of the path params of a route. */
export const routeParams = (route: string): readonly string[] =>
  segments(route).flatMap((segment) => ('param' in segment ? [segment.param] : []));

/**
 * The entry whose route fits the path: a literal beats a param, left to right. `path` is still percent-encoded; one
 * that cannot be decoded fits nothing.
 */
export function matchRoute<Entry extends { readonly route: string }>(
  entries: Iterable<Entry>,
  path: string,
): RouteMatch<Entry> | null {
  const given = decoded(path);
  if (given === null) return null;
  let best: (RouteMatch<Entry> & { readonly rank: string }) | null = null;
  for (const entry of entries) {
    const match = align(segmentsOf(entry), given);
    if (match && (!best || match.rank < best.rank)) best = { entry, ...match };
  }
  return best && { entry: best.entry, params: best.params };
}

/** `rank` has one letter per segment, `a` for a literal and `b` for a param: the smallest wins. */
function align(
  route: readonly Segment[],
  given: readonly string[],
): { readonly params: Readonly<Record<string, string>>; readonly rank: string } | null {
  if (route.length !== given.length) return null;
  const params: Record<string, string> = {};
  let rank = '';
  for (const [at, segment] of route.entries()) {
    const value = given[at] ?? '';
    if ('literal' in segment) {
      if (segment.literal !== value) return null;
      rank += 'a';
    } else {
      if (value === '') return null;
      params[segment.param] = value;
      rank += 'b';
    }
  }
  return { params, rank };
}

const split = (path: string): readonly string[] => path.split('/').slice(1);

const segments = (route: string): readonly Segment[] =>
  split(route).map((text) => (text.startsWith('{') ? { param: text.slice(1, -1) } : { literal: text }));

const known = new WeakMap<object, readonly Segment[]>();

/** A page's route is taken apart once, not with every request. */
function segmentsOf(entry: { readonly route: string }): readonly Segment[] {
  const before = known.get(entry);
  if (before) return before;
  const made = segments(entry.route);
  known.set(entry, made);
  return made;
}

function decoded(path: string): readonly string[] | null {
  try {
    return split(path).map(decodeURIComponent);
  } catch {
    return null;
  }
}
