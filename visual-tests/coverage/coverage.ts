import type { JsonObject } from '#engine';
import { type OutlineNode, outlineOf } from './outline.ts';
import { proposeCases } from './propose-cases.ts';
import { writtenOnce } from './written-once.ts';

/** What an accepted picture shows. */
export interface PictureSeen {
  /** CSS pixels. */
  readonly width: number;
  /** Names of its nodes, as shapes have them. */
  readonly nodes: readonly string[];
}

/** One thing about a node that a picture can show, or can fail to. */
export interface Branch {
  /** As in `if: true`, `for: empty`, `slot: gold`, `from md on`. */
  readonly name: string;
  readonly isShown: boolean;
}

export interface CoveredNode
  extends Pick<OutlineNode, 'id' | 'type' | 'parent' | 'depth' | 'place' | 'document' | 'pointer'> {
  /** In some accepted picture; null: it draws nothing of its own, and nothing that stands in it does. */
  readonly isShown: boolean | null;
  readonly branches: readonly Branch[];
  /** How many instances of a component have it inside; 1 for what the document itself says. */
  readonly places: number;
}

export interface Coverage {
  readonly pictures: number;
  readonly nodes: readonly CoveredNode[];
  /** Of all that a picture can show: nodes and branches. */
  readonly shown: number;
  readonly total: number;
  /** Cases that would show some of the rest. */
  readonly proposals: readonly Proposal[];
}

/** A case as it would be written into the tests block. */
export interface ProposedCase {
  readonly id: string;
  readonly fixture: string;
  readonly force?: Readonly<Record<string, string>>;
  readonly matrix?: { readonly viewports?: readonly string[] };
}

export interface Proposal {
  readonly case: ProposedCase;
  /** What it would show, as a sentence. */
  readonly reason: string;
}

/** What is known beside the document itself. */
export interface Around {
  /** Documents by id: what its nodes are instances of is looked into. */
  readonly others?: ReadonlyMap<string, JsonObject>;
  /** From which width each breakpoint of its theme holds, in CSS pixels. */
  readonly widths?: Readonly<Record<string, number>>;
}

/**
 * Which nodes, branches, slots and breakpoints of a document no accepted picture has ever shown, those inside the
 * components it is made of among them.
 */
export function coverageOf(
  document: JsonObject,
  pictures: readonly PictureSeen[],
  { others = new Map(), widths = usualWidths }: Around = {},
): Coverage {
  const outline = outlineOf(document, others);
  const seen = pictures.map(({ width, nodes }) => ({ width, nodes: withOwners(nodes, outline) }));
  const inside = new Map<string, OutlineNode[]>();
  for (const node of outline) {
    if (node.parent === null) continue;
    const known = inside.get(node.parent);
    if (known) known.push(node);
    else inside.set(node.parent, [node]);
  }
  const isIn = (id: string) => seen.some(({ nodes }) => nodes.has(id));
  const nodes = writtenOnce(
    outline.map((node) => {
      const { id, type, parent, depth, place, document, pointer } = node;
      const isShown = isIn(id) ? true : isDrawn(node) ? false : null;
      return { id, type, parent, depth, place, document, pointer, isShown, branches: branchesOf(node) };
    }),
  );

  function branchesOf(node: OutlineNode): readonly Branch[] {
    const own = inside.get(node.id) ?? [];
    const around = (nodes: ReadonlySet<string>) => node.parent === null || nodes.has(node.parent);
    const isLeftOut = seen.some(({ nodes }) => around(nodes) && !nodes.has(node.id));
    const at = (place: string) => own.filter((child) => child.place === place);
    const isPlaceShown = (place: string) => at(place).some(({ id }) => isIn(id));
    const places = [...new Set(own.map(({ place }) => place))].filter((place) => place !== 'default');
    const branches: Branch[] = [];
    if (node.hasCondition) {
      branches.push({ name: 'if: true', isShown: isIn(node.id) }, { name: 'if: false', isShown: isLeftOut });
    }
    if (node.loop !== null) {
      branches.push({ name: 'for: some', isShown: isIn(node.id) }, { name: 'for: empty', isShown: isLeftOut });
    }
    for (const place of places) {
      branches.push({ name: words.has(place) ? place : `slot: ${place}`, isShown: isPlaceShown(place) });
    }
    for (const name of node.breakpoints) {
      const from = widths[name];
      if (from === undefined) continue;
      const shownAt = (fits: (width: number) => boolean) =>
        seen.some(({ width, nodes }) => fits(width) && nodes.has(node.id));
      branches.push(
        { name: `below ${name}`, isShown: shownAt((width) => width < from) },
        { name: `from ${name} on`, isShown: shownAt((width) => width >= from) },
      );
    }
    return branches;
  }

  const all = nodes.flatMap(({ isShown, branches }) => [
    ...(isShown === null ? [] : [isShown]),
    ...branches.map((branch) => branch.isShown),
  ]);
  const shown = all.filter(Boolean).length;
  return {
    pictures: pictures.length,
    nodes,
    shown,
    total: all.length,
    proposals: proposeCases(document, outline, nodes, widths),
  };
}

/** What the theme of the system has; a theme may set others. */
const usualWidths: Readonly<Record<string, number>> = { sm: 640, md: 768, lg: 1024, xl: 1280 };

const words = new Set(['else', 'catch', 'placeholder', 'without items']);

/** Types that draw nothing of their own: they show by what stands in them. */
const unseen = new Set(['Fragment', 'Match', 'Slot']);
const isDrawn = ({ type }: OutlineNode): boolean => !unseen.has(type);

/** Names without the count of their loop; with a node, all it stands in is shown too. */
function withOwners(names: readonly string[], outline: readonly OutlineNode[]): ReadonlySet<string> {
  const written = new Map(outline.map((node) => [node.id, node]));
  // What stands in for a node shows where the node would, and not the node.
  const parents = new Map(
    outline.map(({ id, parent, place }) => [
      id,
      words.has(place) ? (written.get(parent ?? '')?.parent ?? null) : parent,
    ]),
  );
  const found = new Set<string>();
  for (const name of names) {
    const own = nearestWritten(name.replace(/#\d+$/, ''), parents);
    for (let id: string | null | undefined = own; id && !found.has(id); id = parents.get(id)) found.add(id);
  }
  return found;
}

/** A node of the outline, or the instance it is inside of: not every component can be looked into. */
function nearestWritten(name: string, written: ReadonlyMap<string, unknown>): string {
  let id = name;
  while (!written.has(id) && id.includes('--')) id = id.slice(0, id.lastIndexOf('--'));
  return id;
}
