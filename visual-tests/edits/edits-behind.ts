import type { Json, JsonObject } from '#engine';
import type { NodeChange } from '../types/comparison.ts';
import { type DocumentEdit, documentEdits, isNode, isObject, read } from './document-edits.ts';

/** A page with everything it pulls in, as texts by document id. */
export interface PageTexts {
  readonly root: string;
  readonly documents: ReadonlyMap<string, string>;
}

/** Why a node is not what it was. */
export interface EditsBehind {
  readonly node: string;
  /**
   * `node`: edits of the node itself. `around`: of a node around it. `elsewhere`: of no node, as of a theme, a message or
   * sample data; it may be any of them.
   */
  readonly where: 'node' | 'around' | 'elsewhere';
  readonly edits: readonly DocumentEdit[];
}

/** Edits told of one node. */
const mostEdits = 20;

/** The edits behind each change that is a cause itself; a node that nothing in the texts explains is left out. */
export function editsBehind(
  changes: readonly NodeChange[],
  before: PageTexts,
  after: PageTexts,
): readonly EditsBehind[] {
  const edits = editsBetween(before, after);
  const older = placesIn(before);
  const newer = placesIn(after);
  return changes
    .filter(({ cause }) => cause === null)
    .flatMap(({ node, kind }) => {
      const path = kind === 'removed' ? older(node) : newer(node);
      const found = explain(path, edits);
      return found ? [{ node, ...found, edits: found.edits.slice(0, mostEdits) }] : [];
    });
}

/** All edits between two pages, their components, themes and other texts. */
export function editsBetween(before: PageTexts, after: PageTexts): readonly DocumentEdit[] {
  return [...new Set([...before.documents.keys(), ...after.documents.keys()])].flatMap((id) => {
    return documentEdits(id, before.documents.get(id) ?? '{}', after.documents.get(id) ?? '{}');
  });
}

/** A node of a document. */
interface Place {
  readonly document: string;
  readonly node: string;
}

function explain(
  path: readonly (readonly Place[])[],
  edits: readonly DocumentEdit[],
): Pick<EditsBehind, 'where' | 'edits'> | null {
  const of = (places: readonly Place[] = []) =>
    edits.filter(({ document, node }) => places.some((place) => place.document === document && place.node === node));
  const [itself, ...around] = path;
  const own = of(itself);
  if (own.length > 0) return { where: 'node', edits: own };
  for (const places of around) {
    const outer = of(places);
    if (outer.length > 0) return { where: 'around', edits: outer };
  }
  const elsewhere = edits.filter(({ node }) => node === null);
  return elsewhere.length > 0 ? { where: 'elsewhere', edits: elsewhere } : null;
}

/**
 * Where a node of a page is defined, and the nodes around it, from the inside out. `instance--inner` is the node `inner`
 * of the component behind `instance`: an edit of either is one of that node.
 */
function placesIn({ root, documents }: PageTexts): (name: string) => readonly (readonly Place[])[] {
  const trees = new Map([...documents].map(([id, text]) => [id, nodesOf(read(text) ?? null)]));
  const overrides = new Map([...documents].map(([id, text]) => [id, overriddenIn(read(text) ?? null)]));
  const find = (node: string, preferred: string | null): Place | null => {
    const order = [...(preferred ? [preferred] : []), root, ...trees.keys()];
    const document = order.find((id) => trees.get(id)?.has(node));
    return document === undefined ? null : { document, node };
  };
  const everywhere = ({ node, document }: Place): readonly Place[] => [
    { node, document },
    ...[...overrides].flatMap(([id, nodes]) => (nodes.has(node) && id !== document ? [{ node, document: id }] : [])),
  ];
  const around = ({ document, node }: Place): readonly Place[] =>
    (trees.get(document)?.get(node)?.around ?? []).map((outer) => ({ document, node: outer }));

  return (name) => {
    const path: (readonly Place[])[] = [];
    let preferred: string | null = root;
    for (const part of name.replace(/#\d+$/, '').split('--')) {
      const place = find(part, preferred);
      if (!place) break;
      path.unshift(everywhere(place), ...around(place).map(everywhere));
      preferred = trees.get(place.document)?.get(part)?.uses ?? null;
    }
    return path;
  };
}

/** Ids of nodes of a base that a document changes. */
const overriddenIn = (document: Json): ReadonlySet<string> =>
  new Set(isObject(document) && isObject(document['overrides']) ? Object.keys(document['overrides']) : []);

interface Known {
  /** Ids of the nodes around it, from the inside out. */
  readonly around: readonly string[];
  /** Id of the component document behind its type. */
  readonly uses: string | null;
}

function nodesOf(document: Json): ReadonlyMap<string, Known> {
  const nodes = new Map<string, Known>();
  const aliases = isObject(document) && isObject(document['uses']) ? document['uses'] : {};
  const visit = (value: Json, around: readonly string[]): void => {
    if (Array.isArray(value)) for (const item of value) visit(item, around);
    if (!isObject(value)) return;
    const inside = isNode(value) ? [value['id'] as string, ...around] : around;
    if (isNode(value)) nodes.set(value['id'] as string, { around, uses: usedBy(value, aliases) });
    for (const [key, inner] of Object.entries(value)) if (key !== 'tests') visit(inner, inside);
  };
  visit(document, []);
  return nodes;
}

/** `acme/card@^1` → `acme/card`. */
function usedBy(node: JsonObject, aliases: JsonObject): string | null {
  const type = node['type'] as string;
  const used = Object.hasOwn(aliases, type) ? aliases[type] : null;
  return typeof used === 'string' ? used.replace(/@.*$/, '') : null;
}
