import { nearestName } from '../../diagnostics/nearest-name.ts';
import type { JsonObject } from '../../document/types.ts';
import type { Origin, ResolvedElement, ResolvedInclude, ResolvedNode, ResolvedPage, Unit } from '../flow.ts';
import type { At } from '../teller.ts';
import { resolvePage } from './page.ts';
import { type BuiltTree, mainFill, type Parts, pageTree } from './page-tree.ts';
import { unitsAround } from './units.ts';

/** Pages that are shown inside others (language.md 8.2, Include). Each is resolved once, however often it is shown. */
export interface Includes {
  /** The document being compiled is a page or layout: only there may an Include stand. */
  begin(unit: Unit): void;
  /** What an Include shows, and the nodes it counts; null when it cannot be shown, which has been told. */
  bind(props: JsonObject, origin: Origin, node: string): { include: ResolvedInclude; count: number } | null;
  /** Every page that was needed. */
  all(): readonly ResolvedInclude[];
}

interface Bound {
  readonly include: ResolvedInclude;
  readonly count: number;
  /** Includes in it. */
  readonly inner: number;
}

export function newIncludes(partsOf: () => Parts): Includes {
  const finished = new Map<string, Bound | null>();
  /** Pages being resolved, outermost first. */
  const open: Unit[] = [];
  let shown = 0;

  const resolveInclude = (unit: Unit, fragment: string | null, at: At): Bound | null => {
    const parts = partsOf();
    const before = shown;
    open.push(unit);
    const tree = contentOf(unit, fragment, parts, at);
    open.pop();
    if (!tree) return null;
    const page = resolvePage(unit, unitsAround(unit), parts.references, parts.context);
    const forms = formsIn(tree.nodes, page.forms);
    return {
      include: { unit, page: { ...page, forms }, content: tree.nodes },
      count: tree.count,
      inner: shown - before,
    };
  };

  return {
    begin: (unit) => open.push(unit),
    bind(props, origin, node) {
      const { teller, context } = partsOf();
      const unit = usedPage(props, origin, node, partsOf());
      if (!unit) return null;
      const at = { origin, node };
      if (open.length === 0) {
        const problem = 'only pages and layouts have data and forms, so only they may include one.';
        teller.tell('UI3024', { page: unit.document.id, problem }, at);
        return null;
      }
      const before = open.findIndex(({ document }) => document.id === unit.document.id);
      if (before >= 0) {
        const path = [...open.slice(before), unit].map(({ name }) => name);
        teller.tell('UI3002', { path }, at);
        return null;
      }
      const fragment = typeof props['fragment'] === 'string' ? props['fragment'] : null;
      const key = JSON.stringify([unit.name, fragment]);
      shown += 1;
      const known = finished.get(key);
      const bound = known === undefined ? resolveInclude(unit, fragment, at) : known;
      finished.set(key, bound);
      if (known) shown += known.inner;
      const most = context.limits.includes;
      if (shown > most) {
        teller.tell('UI9001', { limit: 'the number of included pages', value: shown, most }, at);
        return null;
      }
      return bound;
    },
    all: () => [...finished.values()].flatMap((bound) => (bound ? [bound.include] : [])),
  };
}

/** The document behind `page`. A prop that is missing, or of a wrong type, is told where props are checked. */
function usedPage(props: JsonObject, { unit, pointer }: Origin, node: string, { teller }: Parts): Unit | null {
  const alias = props['page'];
  if (typeof alias !== 'string') return null;
  const at = { origin: { unit, pointer: `${pointer}/props/page` }, node };
  const used = unit.uses.get(alias);
  if (!used) {
    // An alias that could not be loaded has been told where it is declared.
    if (unit.document.uses && Object.hasOwn(unit.document.uses, alias)) return null;
    const pages = [...unit.uses].filter(([, { document }]) => document.kind === 'page').map(([name]) => name);
    teller.tell('UI3001', { ref: alias, nearest: nearestName(alias, pages) }, at);
    return null;
  }
  if (used.document.kind === 'page') return used;
  const params = { name: alias, id: used.document.id, found: used.document.kind, expected: 'page' };
  teller.tell('UI3022', params, at);
  return null;
}

function contentOf(unit: Unit, fragment: string | null, parts: Parts, at: At): BuiltTree | null {
  if (fragment === null) {
    if (unit.base) return mainFill(unit, parts);
    const { nodes, count } = pageTree(unit, parts, false);
    return { nodes: nodes.flatMap(withoutPage), count };
  }
  const { nodes, count } = pageTree(unit, parts, false);
  const tell = (problem: string) => {
    parts.teller.tell('UI3024', { page: unit.document.id, problem }, at);
    return null;
  };
  const path = pathTo(fragment, nodes);
  if (!path) {
    const nearest = nearestName(fragment, idsIn(nodes));
    return tell(`it has no node "${fragment}".${nearest ? ` Did you mean "${nearest}"?` : ''}`);
  }
  const around = path.slice(0, -1).find(handsDown);
  if (around) {
    return tell(
      `"${fragment}" reads what "${around.id}" around it provides. Include "${around.id}", or a node outside.`,
    );
  }
  return { nodes: path.slice(-1), count };
}

/** Forms come along with the nodes that show them. */
function formsIn(nodes: readonly ResolvedNode[], forms: ResolvedPage['forms']): ResolvedPage['forms'] {
  const shown = new Set<string>();
  const visit = (list: readonly ResolvedNode[]): void => {
    for (const node of list) {
      if (node.kind === 'text') continue;
      if (node.type === 'Form' && typeof node.props['form'] === 'string') shown.add(node.props['form']);
      visit(childrenOf(node));
    }
  };
  visit(nodes);
  return Object.fromEntries(Object.entries(forms).filter(([name]) => shown.has(name)));
}

/** A document has one Page; of an included one only the content is shown. */
function withoutPage(node: ResolvedNode): readonly ResolvedNode[] {
  return node.kind === 'element' && node.target.kind === 'core' && node.type === 'Page'
    ? (node.slots['default'] ?? [])
    : [node];
}

/** Whether nodes inside see names of this one: they mean nothing without it. */
const handsDown = (node: ResolvedElement): boolean =>
  node.for !== null ||
  Object.keys(node.let).length > 0 ||
  node.target.kind === 'document' ||
  node.type === 'Form' ||
  node.target.component.category === 'data';

function childrenOf(node: ResolvedElement): readonly ResolvedNode[] {
  return [...Object.values(node.slots).flat(), ...node.else, ...(node.catch ?? []), ...(node.for?.empty ?? [])];
}

/** A node with those around it, outermost first. */
function pathTo(id: string, nodes: readonly ResolvedNode[]): readonly ResolvedElement[] | null {
  for (const node of nodes) {
    if (node.kind === 'text') continue;
    if (node.id === id) return [node];
    const below = pathTo(id, childrenOf(node));
    if (below) return [node, ...below];
  }
  return null;
}

const idsIn = (nodes: readonly ResolvedNode[]): readonly string[] =>
  nodes.flatMap((node) => (node.kind === 'text' ? [] : [node.id, ...idsIn(childrenOf(node))]));
