import { coreVersion } from '../../core-version.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { canonical, canonicalMap, hashText } from '../../document/canonical.ts';
import { mapValues } from '../../document/map-values.ts';
import type { JsonObject, Messages } from '../../document/types.ts';
import type { Environment, Limits } from '../../engine.ts';
import type { UrlPolicy } from '../../html/url.ts';
import { utf8Length } from '../../html/utf8-length.ts';
import { closeTag, startTag } from '../../html/writer.ts';
import { wordsDocument, wordsFor } from '../../messages/index.ts';
import type { Op, Program, ProgramStyles } from '../../program.ts';
import { answers } from '../4-optimize/actions.ts';
import type { Bound } from '../4-optimize/bound.ts';
import { classNameOf } from '../4-optimize/expand-instance.ts';
import { neighbor } from '../4-optimize/expansion.ts';
import { mergeStatic } from '../4-optimize/merge-static.ts';
import type { Optimized } from '../4-optimize/optimize.ts';
import { pageScope, roots } from '../4-optimize/scopes.ts';
import type { BoundaryNode, TreeNode } from '../4-optimize/tree.ts';
import type { Memory } from '../memory.ts';
import { newTeller, type Teller } from '../teller.ts';
import { sameFragments, shownIn, withAllPasses } from './all-passes.ts';
import { newAttributes } from './attributes.ts';
import { contractOf } from './contract.ts';
import { dataReadBy, dataReadIn } from './data-reads.ts';
import { type Emission, push, slotOf } from './emission.ts';
import { emitNodes } from './emit-nodes.ts';
import { withoutUnread, withReads } from './reads.ts';
import { findTargets, formTargets } from './scan-tree.ts';
import { settle } from './settle.ts';
import { emitShell, headBounds, type Shell } from './shell.ts';
import { wholeContract } from './whole-contract.ts';

/** Stage 5: the program. Null when there is nothing to show. */
export interface Emitted {
  readonly program: Program | null;
  readonly diagnostics: readonly Diagnostic[];
}

interface Context {
  readonly urls: UrlPolicy;
  readonly limits: Limits;
  readonly environment: Environment | null;
  readonly trace: boolean;
  /** Marks instances, for engines that watch how components fare. */
  readonly measure: boolean;
  readonly memory?: Memory | null;
}

/** Walks the tree once: static chunks and typed holes in a flat list, then everything a host must know of them. */
export function emit(optimized: Optimized, context: Context): Emitted {
  const { program, diagnostics } = write(optimized, context);
  return { program, diagnostics };
}

function write(optimized: Optimized, context: Context): Emitted & Pick<Emission, 'needs'> {
  const { unit, kind, tree } = optimized;
  const teller = newTeller();
  if (tree.length === 0 || (kind !== 'page' && kind !== 'layout' && kind !== 'component')) {
    return { program: null, diagnostics: [], needs: { actForm: false } };
  }
  const all = withAllPasses(optimized);
  const best = once(() => all && write(all, { ...context, memory: null }));
  const emission = start(optimized, all?.tree ?? tree, context, teller);
  const scope = pageScope(unit);
  const needs = () => best()?.needs ?? emission.needs;
  emitPage(tree, { head: optimized.page.head, title: unit.document.title, scope, needs }, emission);
  const whole = contractOf(optimized, emission);
  const finish = (ops: readonly Op[]) => (optimized.switches.mergeStatic ? mergeStatic(ops) : ops);
  const plain = finish(settle(emission.ops, 'plain'));
  const contract = withoutUnread(whole, plain, emission.actions);
  const hashed = {
    contract,
    fragments: sameFragments(withReads(emission.fragments, plain, contract), () => best()?.program ?? null),
    ops: plain,
    frame: emission.frame.next,
    messages: usedMessages(optimized, emission),
    actions: emission.actions,
    scripts: [...emission.scripts].sort(),
    styles: stylesOf(optimized, emission),
  };
  const { ops: shown, ...others } = hashed;
  const ops = canonical(shown);
  const program: Program = {
    format: 1,
    engine: coreVersion,
    kind,
    id: unit.document.id,
    version: unit.document.version,
    title: unit.document.title,
    sourceHash: optimized.parsed.sourceHash,
    hash: hashText(canonicalMap({ ...mapValues(others, (part) => canonical(part)), ops })),
    ...hashed,
    ops: shownOps(emission, context, finish) ?? hashed.ops,
    environment: context.environment,
    nodes: emission.listed,
  };
  const bytes = utf8Length(context.trace ? JSON.stringify(program.ops) : ops);
  return { ...withinLimit(program, bytes, optimized, context.limits, teller), needs: emission.needs };
}

function once<T>(find: () => T): () => T {
  let found: { readonly value: T } | null = null;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}

/** What a program shows besides what is hashed: the trace, or marks of instances. Null when it is the same. */
function shownOps(
  { ops }: Emission,
  { trace, measure }: Context,
  finish: (ops: readonly Op[]) => readonly Op[],
): readonly Op[] | null {
  return trace ? finish(settle(ops, 'traced')) : measure ? finish(settle(ops, 'measured')) : null;
}

/** `shown` is the tree without what is never shown: what only that refers to counts as nothing. */
function start(optimized: Optimized, shown: readonly TreeNode[], context: Context, teller: Teller): Emission {
  const { urls, limits, trace, measure, memory } = context;
  const { page, unit, tree } = optimized;
  const { data, forms } = wholeContract(optimized);
  const emission: Emission = {
    ops: [],
    memory: memory?.stages ?? null,
    keeping: false,
    slots: new Map(),
    codes: new Map(),
    readonly: new Map(),
    frame: { next: 0 },
    tokens: new Map(),
    fillKeys: new Map(),
    attributes: newAttributes(),
    tags: [],
    usedKeys: new Set(),
    handed: null,
    types: new Set(),
    classes: new Map(),
    classNames: new Map(),
    componentClasses: new Set(),
    messages: new Map(),
    nodes: new Map(),
    listed: [],
    met: new Map(),
    fragments: [],
    targets: findTargets(tree, shown, memory?.stages ?? null),
    shown: shown === tree ? (node) => node : shownIn(shown),
    actions: [],
    scripts: new Set(),
    needs: { actForm: false },
    context: {
      id: unit.document.id,
      route: page.route,
      params: page.params,
      data: Object.keys(data),
      forms,
      scope: pageScope(unit),
      urls,
      limits,
      fold: optimized.switches.fold,
      traced: trace,
      measured: measure ? idsByClass(optimized) : null,
    },
    teller,
  };
  // The first slots are the same in every program: `evaluator` fills them for rules and for what follows an action.
  for (const { submit, place } of Object.values(forms)) {
    const ids = new Set<string>();
    formTargets(submit ?? null, ids);
    for (const id of ids) emission.targets.wanted.add(neighbor(place, id));
  }
  for (const variable of [roots.params, roots.data, roots.ctx, ...Object.values(answers)]) slotOf(emission, variable);
  return emission;
}

const idsByClass = ({ components }: Optimized): ReadonlyMap<string, string> =>
  new Map(components.map((component) => [classNameOf(component) ?? '', component.id]));

/** The root's boundary is the page's own: what is read outside of other boundaries is critical for all of it. */
function emitPage(tree: readonly TreeNode[], shell: Shell, emission: Emission): void {
  const [first] = tree;
  const root: BoundaryNode | null = tree.length === 1 && first?.kind === 'boundary' && first.root ? first : null;
  const view = root ? root.body : tree;
  const names = emission.context.data;
  const inHead = Object.values(headBounds(shell)).flatMap((bound: Bound) => dataReadIn(bound, names));
  const critical = [...new Set([...inHead, ...dataReadBy(view, names, emission.memory)])].sort();
  const status = typeof shell.head['status'] === 'number' ? shell.head['status'] : 200;
  emitShell(shell, emission, () => {
    push(emission, ['page', root ? slotOf(emission, root.error) : -1, critical, status]);
    emitMain(view, emission);
    push(emission, ['catch']);
    if (root) emitMain(root.handler, emission);
    push(emission, ['end']);
  });
}

/** A view whose root is not Page is put into `<main>`. */
function emitMain(view: readonly TreeNode[], emission: Emission): void {
  const wrap = !view.some(startsWithPage);
  if (wrap) push(emission, startTag('main'));
  emitNodes(view, emission);
  if (wrap) push(emission, closeTag('main'));
}

function startsWithPage(node: TreeNode): boolean {
  switch (node.kind) {
    case 'element':
      return node.component.type === 'Page';
    case 'if':
      return node.body.some(startsWithPage);
    case 'let':
    case 'guard':
    case 'boundary':
    case 'loop':
    case 'fragment':
      return node.body.some(startsWithPage);
    case 'match':
      return Object.values(node.cases).some((nodes) => nodes.some(startsWithPage));
    default:
      return false;
  }
}

function usedMessages({ page }: Optimized, { messages }: Emission): Program['messages'] {
  const used: Record<string, Messages> = {};
  for (const [unit, own] of page.messages) {
    const keys = messages.get(unit.document.id);
    if (!keys) continue;
    used[unit.document.id] = Object.fromEntries(
      Object.entries(own).map(([locale, texts]) => [
        locale,
        Object.fromEntries(Object.entries(texts).filter(([key]) => keys === 'all' || keys.has(key))),
      ]),
    );
  }
  const keys = messages.get(wordsDocument);
  return keys && keys !== 'all' ? { ...used, [wordsDocument]: wordsFor(keys) } : used;
}

function stylesOf({ components }: Optimized, emission: Emission): ProgramStyles {
  const used: Record<string, ProgramStyles['components'][string]> = {};
  for (const component of components) {
    const name = classNameOf(component);
    const isUsed =
      name !== null && [...emission.componentClasses].some((one) => one === name || one.startsWith(`${name}__`));
    if (!isUsed) continue;
    used[name] = { id: component.id, tokens: component.body.tokens ?? {}, parts: component.body.parts ?? [] };
  }
  return {
    types: [...emission.types].sort(),
    classes: Object.fromEntries([...emission.classes].sort(([a], [b]) => (a < b ? -1 : 1))) as Record<
      string,
      JsonObject
    >,
    components: used,
  };
}

function withinLimit(program: Program, bytes: number, { unit }: Optimized, limits: Limits, teller: Teller): Emitted {
  const fits = bytes <= limits.programBytes;
  const params = { limit: 'the size of the program in bytes', value: bytes, most: limits.programBytes };
  if (!fits) teller.tell('UI9001', params, { origin: { unit, pointer: '' } });
  return { program: fits ? program : null, diagnostics: teller.diagnostics };
}
