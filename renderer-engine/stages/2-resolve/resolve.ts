import { step } from '../../document/pointer.ts';
import type { ComponentDocument, ComponentExample, Json, JsonObject, PageDocument } from '../../document/types.ts';
import type { FrontContext, Parsed, Resolved, ResolvedComponent, ResolvedNode, Unit } from '../flow.ts';
import type { Room } from '../memory.ts';
import { newTeller, type Teller } from '../teller.ts';
import { type Components, newComponents, tellShadows } from './components.ts';
import { layersOf } from './layers.ts';
import { tellUnusedOverrides } from './overrides.ts';
import { resolvePage } from './page.ts';
import { newReferences, type References } from './references.ts';
import { buildNode, buildNodes } from './tree.ts';
import type { Spot, TreeBuild } from './tree-build.ts';
import { loadUnits } from './units.ts';

/** For component documents: which example stands for it. */
export interface ResolveOptions {
  readonly example?: string | undefined;
}

/**
 * Everything the document needs, found and flattened: used documents by version, `$ref`s, bases with their slots and
 * overrides, component types. What cannot be found is told, and the subtree that needs it is left out.
 */
export function resolve(parsed: Parsed, context: FrontContext, options: ResolveOptions = {}): Resolved | null {
  const { document, kind } = parsed;
  if (!document || !kind) return null;
  const teller = newTeller();
  const { unit, dependencies } = loadUnits(parsed, context, teller);
  const references = newReferences(teller, context.limits);
  const components = newComponents(context, teller, references);
  const parts: Parts = { context, teller, references, components, leftOut: new Set() };
  tellShadows(unit, context, teller);
  let root: ResolvedNode | null = null;
  let component: ResolvedComponent | null = null;
  if (kind === 'page' || kind === 'layout') root = pageTree(unit, parts);
  else if (kind === 'component') {
    component = components.ofDocument(unit);
    root = component && exampleTree(component, parts, options.example);
  }
  return {
    parsed,
    unit,
    kind,
    root,
    component,
    page: resolvePage(unit, unitsAround(unit), references, context),
    components: components.all(),
    definitions: flattenDefinitions(unit, references),
    leftOut: new Set([...parts.leftOut, ...components.leftOut]),
    dependencies,
    diagnostics: teller.diagnostics,
  };
}

interface Parts {
  readonly context: FrontContext;
  readonly teller: Teller;
  readonly references: References;
  readonly components: Components;
  readonly leftOut: Set<string>;
}

const newBuild = (parts: Parts, layers: TreeBuild['layers']): TreeBuild => ({
  ...parts,
  layers,
  provenance: new WeakMap(),
  ids: new Map(),
  leftOut: parts.leftOut,
  removed: new Set(),
  slotsMet: new Map(),
  nodes: 0,
});

const top: Omit<Spot, 'origin'> = { layer: 0, prefix: '', depth: 0, room: null, path: [] };

/** The room of a view that is written in one document. */
const pageRoom: Room = { outer: null, node: {} };

function pageTree(unit: Unit, parts: Parts): ResolvedNode | null {
  tellOwnShape(unit, parts.teller);
  const layers = layersOf(unit);
  const base = layers[0]!.unit;
  const view = (base.document as PageDocument).view;
  const build = newBuild(parts, layers);
  const origin = { unit: base, pointer: '/view' };
  const root =
    view === undefined
      ? null
      : (buildNode(view as Json, { ...top, origin, room: layers.length === 1 ? pageRoom : null }, build)[0] ?? null);
  // A view that is not there explains every override and slot that found nothing.
  if (root) {
    tellUnusedOverrides(build);
    tellSlots(unit, build);
  }
  return root;
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

/** An instance of the component, as its chosen example shows it. */
function exampleTree(component: ResolvedComponent, parts: Parts, wanted: string | undefined): ResolvedNode | null {
  const { unit, body } = component;
  const examples = body.examples ?? [];
  const index = Math.max(0, wanted === undefined ? 0 : examples.findIndex(({ id }) => id === wanted));
  const example = examples[index];
  const required = (component.props as JsonObject)['required'];
  if (!example && Array.isArray(required) && required.length > 0) return null;
  const pointer = example ? `/examples/${index}` : '';
  return instanceOf(component, example ?? { id: 'example' }, { unit, pointer }, parts);
}

function instanceOf(
  component: ResolvedComponent,
  example: ComponentExample,
  origin: { readonly unit: Unit; readonly pointer: string },
  parts: Parts,
): ResolvedNode {
  const build = newBuild(parts, [{ unit: origin.unit, overrides: {}, fills: {} }]);
  const slots = Object.entries(example.slots ?? {}).map(([name, nodes]) => {
    const at = { unit: origin.unit, pointer: step(`${origin.pointer}/slots`, name) };
    return [name, buildNodes(nodes as readonly Json[], { ...top, origin: at, depth: 1 }, build)] as const;
  });
  return {
    kind: 'element',
    id: example.id,
    type: component.id,
    target: { kind: 'document', component },
    props: example.props ?? {},
    slots: Object.fromEntries(slots),
    for: null,
    let: {},
    if: null,
    else: [],
    bind: null,
    on: {},
    style: null,
    a11y: {},
    lazy: null,
    catch: null,
    origin,
    keyOrigins: new Map(),
  };
}

/** What others may refer to is checked even where nobody does. */
function flattenDefinitions(unit: Unit, references: References): Resolved['definitions'] {
  const { defs } = unit.document as ComponentDocument;
  const flattened = Object.entries(defs?.types ?? {}).map(
    ([name, schema]) => [name, references.schema(schema, { unit, pointer: step('/defs/types', name) })] as const,
  );
  return new Map(flattened);
}

/** A unit and all it uses or extends, directly or not. */
function unitsAround(unit: Unit): readonly Unit[] {
  const seen = new Set<Unit>();
  const queue: Unit[] = [unit];
  for (let one = queue.pop(); one; one = queue.pop()) {
    if (seen.has(one)) continue;
    seen.add(one);
    queue.push(...one.uses.values(), ...(one.base ? [one.base] : []));
  }
  return [...seen];
}
