import { nearestName } from '../../diagnostics/nearest-name.ts';
import { step } from '../../document/pointer.ts';
import type { ComponentBody, ComponentDocument, Json, JsonObject, JsonSchema } from '../../document/types.ts';
import type { FrontContext, Origin, ResolvedComponent, ResolvedTarget, Unit } from '../flow.ts';
import type { Teller } from '../teller.ts';
import type { References } from './references.ts';
import { buildNode } from './tree.ts';
import type { TreeBuild } from './tree-build.ts';

/** Component types: what a name stands for. Each component document is resolved once, however often it is used. */
export interface Components {
  /** Null when there is no such type, which has been told: as a warning where the node has a `fallback`. */
  bind(type: string, origin: Origin, instance: string, hasFallback?: boolean): ResolvedTarget | null;
  /** The component of a component document. */
  ofDocument(unit: Unit): ResolvedComponent | null;
  /** Nodes an instance stands for, expanded. */
  sizeOf(component: ResolvedComponent): number;
  /** Ids of nodes that were left out of views. */
  readonly leftOut: ReadonlySet<string>;
  /** Every component that was needed, in the order in which they were finished. */
  all(): readonly ResolvedComponent[];
}

interface Size {
  readonly nodes: number;
  /** Instances inside instances. */
  readonly depth: number;
}

export function newComponents(context: FrontContext, teller: Teller, references: References): Components {
  const finished = new Map<string, ResolvedComponent>();
  const sizes = new Map<ResolvedComponent, Size>();
  const leftOut = new Set<string>();
  /** Being resolved, outermost first. */
  const open: { readonly key: string; depth: number }[] = [];

  const resolveBody = (key: string, unit: Unit, id: string, body: ComponentBody, pointer: string, use: Origin) => {
    const known = finished.get(key);
    if (known) {
      noteDepth(known, use);
      return known;
    }
    const before = open.findIndex((one) => one.key === key);
    if (before >= 0) {
      const path = [...open.slice(before).map((one) => one.key), key];
      teller.tell('UI3002', { path }, { origin: use });
      return null;
    }
    const frame = { key, depth: 0 };
    open.push(frame);
    const build: TreeBuild = {
      context,
      teller,
      references,
      components,
      includes: null,
      layers: [{ unit, overrides: {}, fills: {} }],
      provenance: new WeakMap(),
      ids: new Map(),
      leftOut,
      removed: new Set(),
      slotsMet: new Map(),
      nodes: 0,
    };
    const origin = { unit, pointer: `${pointer}/view` };
    const view =
      buildNode(body.view as Json, { origin, layer: 0, prefix: '', depth: 0, room: null, path: [] }, build)[0] ?? null;
    open.pop();
    const props = closed(references.schema(body.props ?? {}, { unit, pointer: `${pointer}/props` }));
    const events = eventsOf(body, { unit, pointer: `${pointer}/events` }, references);
    const component: ResolvedComponent = { id, version: unit.document.version, unit, body, props, view, events };
    finished.set(key, component);
    sizes.set(component, { nodes: Math.max(1, build.nodes), depth: frame.depth });
    noteDepth(component, use);
    return component;
  };

  const noteDepth = (component: ResolvedComponent, use: Origin): void => {
    const depth = (sizes.get(component)?.depth ?? 0) + 1;
    const around = open.at(-1);
    if (around) around.depth = Math.max(around.depth, depth);
    const most = context.limits.instanceDepth;
    if (depth > most)
      teller.tell('UI9001', { limit: 'components inside components', value: depth, most }, { origin: use });
  };

  const ofDocument = (unit: Unit, use: Origin): ResolvedComponent | null =>
    resolveBody(unit.name, unit, unit.document.id, unit.document as ComponentDocument, '', use);

  const components: Components = {
    bind(type, origin, instance, hasFallback = false) {
      const { unit } = origin;
      const local = localComponents(unit);
      if (local && Object.hasOwn(local, type)) {
        const id = `${unit.document.id}#${type}`;
        const pointer = step('/defs/components', type);
        const component = resolveBody(`${unit.name}#${type}`, unit, id, local[type]!, pointer, origin);
        return component && { kind: 'document', component };
      }
      const used = unit.uses.get(type);
      if (used && used.document.kind === 'component') {
        const component = ofDocument(used, origin);
        return component && { kind: 'document', component };
      }
      if (used) {
        const params = { name: type, id: used.document.id, found: used.document.kind, expected: 'component' };
        teller.tell('UI3022', params, { origin, node: instance });
        return null;
      }
      const core = context.components.get(type);
      if (core) return { kind: 'core', component: core };
      // An alias that could not be loaded has been told where it is declared.
      if (!unit.document.uses || !Object.hasOwn(unit.document.uses, type)) {
        tellUnknown(type, origin, instance, hasFallback);
      }
      return null;
    },
    ofDocument: (unit) => ofDocument(unit, { unit, pointer: '' }),
    sizeOf: (component) => sizes.get(component)?.nodes ?? 1,
    leftOut,
    all: () => [...finished.values()],
  };

  const tellUnknown = (type: string, origin: Origin, node: string, hasFallback: boolean): void => {
    const candidates = [
      ...context.components.keys(),
      ...Object.keys(localComponents(origin.unit) ?? {}),
      ...[...origin.unit.uses].filter(([, unit]) => unit.document.kind === 'component').map(([alias]) => alias),
    ];
    const nearest = nearestName(type, candidates);
    const edits = [{ op: 'replace', path: origin.pointer, value: nearest } as const];
    const fixes = nearest ? [{ title: `Replace "${type}" with "${nearest}"`, safe: false, edits }] : [];
    const severity = hasFallback ? 'warning' : undefined;
    teller.tell('UI3020', { type, nearest, hasFallback }, { origin, node }, { fixes, severity });
  };

  return components;
}

/** Names of a document that hide a built-in component. */
export function tellShadows(unit: Unit, context: FrontContext, teller: Teller): void {
  for (const name of Object.keys(localComponents(unit) ?? {})) {
    if (context.components.has(name)) {
      teller.tell('UI3021', { name }, { origin: { unit, pointer: step('/defs/components', name) }, atKey: true });
    }
  }
  for (const alias of Object.keys(unit.document.uses ?? {})) {
    if (context.components.has(alias)) {
      teller.tell('UI3021', { name: alias }, { origin: { unit, pointer: step('/uses', alias) }, atKey: true });
    }
  }
}

function localComponents(unit: Unit): Readonly<Record<string, ComponentBody>> | undefined {
  return 'defs' in unit.document ? unit.document.defs?.components : undefined;
}

function eventsOf({ events = {} }: ComponentBody, { unit, pointer }: Origin, references: References) {
  const details = Object.entries(events as Readonly<Record<string, JsonObject>>).map(([name, event]) => {
    const at = `${step(pointer, name)}/detail`;
    return [name, references.schema((event?.['detail'] ?? true) as JsonSchema, { unit, pointer: at })] as const;
  });
  return new Map(details);
}

/** Props are a closed object, whether the author said so or not. */
function closed(schema: JsonSchema): JsonSchema {
  if (typeof schema === 'boolean') return { type: 'object', properties: {}, additionalProperties: false };
  return { type: 'object', properties: {}, ...(schema as JsonObject), additionalProperties: false };
}
