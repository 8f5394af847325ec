import type { Json, JsonObject } from '#engine';

/** What an address of a page is made of. */
export interface ReadAddress {
  /** Still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
}

export function readAddress(address: string): ReadAddress {
  const [path = '/', query = ''] = address.split(/\?(.*)/s);
  return { path, query: new URLSearchParams(query) };
}

/** The texts of an address by name; a name that comes again makes a list, and the path is stronger than the query. */
export function paramsOf(query: URLSearchParams, path: Readonly<Record<string, string>> = {}): JsonObject {
  const texts = [...new Set(query.keys())].map((name): [string, Json] => {
    const values = query.getAll(name);
    return [name, values.length === 1 ? values[0]! : values];
  });
  return { ...Object.fromEntries(texts), ...path };
}

const below =
  /\/_ui\/(?<id>[a-z0-9/-]+)@(?<hash>[0-9a-f]{12})\/(?<kind>[af])\/(?<address>[A-Za-z0-9_-]+)(?:\/(?<trigger>[A-Za-z0-9:._-]+))?$/;

/** `{base}/_ui/{docId}@{hash12}/a/{address}/{trigger}` and `…/f/{address}` (language.md 4.3, 4.4); null for all others. */
export function readPart(path: string): {
  readonly id: string;
  readonly kind: 'action' | 'fragment';
  readonly address: string;
  readonly trigger: string;
} | null {
  const { id, kind, address, trigger = '' } = below.exec(path)?.groups ?? {};
  if (id === undefined || address === undefined || (kind === 'a') !== (trigger !== '')) return null;
  return { id, kind: kind === 'a' ? 'action' : 'fragment', address, trigger };
}
