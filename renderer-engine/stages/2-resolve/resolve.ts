import { step } from '../../document/pointer.ts';
import type { ComponentDocument, ComponentExample, Json, JsonObject } from '../../document/types.ts';
import type { FrontContext, Parsed, Resolved, ResolvedComponent, ResolvedNode, Unit } from '../flow.ts';
import { newTeller } from '../teller.ts';
import { newComponents, tellShadows } from './components.ts';
import { newIncludes } from './includes.ts';
import { resolvePage } from './page.ts';
import { newBuild, type Parts, pageTree, top } from './page-tree.ts';
import { newReferences, type References } from './references.ts';
import { buildNodes } from './tree.ts';
import { loadUnits, unitsAround } from './units.ts';

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
  const leftOut = new Set<string>();
  const includes = newIncludes(() => parts);
  const parts: Parts = { context, teller, references, components, includes, leftOut };
  tellShadows(unit, context, teller);
  let root: ResolvedNode | null = null;
  let component: ResolvedComponent | null = null;
  if (kind === 'page' || kind === 'layout') {
    includes.begin(unit);
    root = pageTree(unit, parts, true).nodes[0] ?? null;
  } else if (kind === 'component') {
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
    includes: includes.all(),
    components: components.all(),
    definitions: flattenDefinitions(unit, references),
    leftOut: new Set([...parts.leftOut, ...components.leftOut]),
    dependencies,
    diagnostics: teller.diagnostics,
  };
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
  // By their names, so that a type that contains itself is one type and not two of a kind.
  const flattened = Object.keys(defs?.types ?? {}).map((name) => {
    const pointer = step('/defs/types', name);
    return [name, references.schema({ $ref: `#${pointer}` }, { unit, pointer })] as const;
  });
  return new Map(flattened);
}
