import { step } from '../../document/pointer.ts';
import type { Json, PageDocument } from '../../document/types.ts';
import type { FrontContext, ResolvedNode, Unit } from '../flow.ts';
import type { Room } from '../memory.ts';
import type { Teller } from '../teller.ts';
import type { Components } from './components.ts';
import type { Includes } from './includes.ts';
import { layersOf } from './layers.ts';
import { tellUnusedOverrides } from './overrides.ts';
import type { References } from './references.ts';
import { buildNode, buildNodes } from './tree.ts';
import type { Spot, TreeBuild } from './tree-build.ts';

/** What all trees of one compilation share. */
export interface Parts {
  readonly context: FrontContext;
  readonly teller: Teller;
  readonly references: References;
  readonly components: Components;
  readonly includes: Includes;
  readonly leftOut: Set<string>;
}

export const newBuild = (parts: Parts, layers: TreeBuild['layers']): TreeBuild => ({
  ...parts,
  layers,
  provenance: new WeakMap(),
  ids: new Map(),
  removed: new Set(),
  slotsMet: new Map(),
  nodes: 0,
});

/** Where a tree begins. */
export const top: Omit<Spot, 'origin'> = { layer: 0, prefix: '', depth: 0, room: null, path: [] };

/** The room of a view that is written in one document. */
const pageRoom: Room = { outer: null, node: {} };

/** A tree, and the nodes it counts with all that instances stand for. */
export interface BuiltTree {
  readonly nodes: readonly ResolvedNode[];
  readonly count: number;
}

/** The view of a page or layout, its bases filled. `isOwn`: of the document being compiled, so that parts may be kept. */
export function pageTree(unit: Unit, parts: Parts, isOwn: boolean): BuiltTree {
  tellOwnShape(unit, parts.teller);
  const layers = layersOf(unit);
  const base = layers[0]!.unit;
  const view = (base.document as PageDocument).view;
  const build = newBuild(parts, layers);
  const room = isOwn && layers.length === 1 ? pageRoom : null;
  const nodes =
    view === undefined
      ? []
      : buildNode(view as Json, { ...top, origin: { unit: base, pointer: '/view' }, room }, build).slice(0, 1);
  // A view that is not there explains every override and slot that found nothing.
  if (nodes.length > 0) {
    tellUnusedOverrides(build);
    tellSlots(unit, build);
  }
  return { nodes, count: build.nodes };
}

/** What a page puts into the slot `default` of its base, without the base. */
export function mainFill(unit: Unit, parts: Parts): BuiltTree {
  const build = newBuild(parts, layersOf(unit));
  const fill = (unit.document as PageDocument).slots?.['default'];
  const spot = { ...top, origin: { unit, pointer: '/slots/default' }, layer: build.layers.length - 1 };
  return { nodes: buildNodes(fill as readonly Json[] | undefined, spot, build), count: build.nodes };
}

/** `view` or `extends`, not both, not neither. */
function tellOwnShape(unit: Unit, teller: Teller): void {
  const { view, slots, overrides, extends: base } = unit.document as PageDocument;
  const at = (pointer: string) => ({ origin: { unit, pointer }, atKey: true });
  if (base !== undefined) {
    if (view !== undefined) teller.tell('UI3111', { key: 'view', extends: true }, at('/view'));
    return;
  }
  if (slots !== undefined) teller.tell('UI3111', { key: 'slots', extends: false }, at('/slots'));
  if (overrides !== undefined) teller.tell('UI3111', { key: 'overrides', extends: false }, at('/overrides'));
  // A view that was dropped has been told.
  const written = unit.parsed.diagnostics.some(({ pointer }) => pointer.startsWith('/view'));
  if (view === undefined && !written) {
    const where = unit.document.kind === 'page' ? 'A page' : 'A layout';
    teller.tell('UI2016', { key: 'view', where }, { origin: { unit, pointer: '' }, atStart: true });
  }
}

/** Required slots that stay empty, and fills for slots that are not there. */
function tellSlots(unit: Unit, { layers, slotsMet, teller }: TreeBuild): void {
  const base = layers.at(-2)?.unit;
  if (!base) return;
  const open = [...slotsMet.keys()];
  for (const name of Object.keys((unit.document as PageDocument).slots ?? {})) {
    if (slotsMet.has(name)) continue;
    const params = { slot: name, base: base.name, known: open };
    teller.tell('UI3109', params, { origin: { unit, pointer: step('/slots', name) }, atKey: true });
  }
  if (unit.document.kind !== 'page') return;
  for (const [slot, { filled, required }] of slotsMet) {
    if (required && !filled) {
      teller.tell('UI3104', { slot, owner: 'This page' }, { origin: { unit, pointer: '/extends' } });
    }
  }
}
