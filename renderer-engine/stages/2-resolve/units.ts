import { lockEntryOf } from '../../document/lock-file.ts';
import type { DocumentKind } from '../../document/types.ts';
import type { Dependency } from '../../engine.ts';
import type { FrontContext, Parsed, Unit } from '../flow.ts';
import type { Memory } from '../memory.ts';
import type { At, Teller } from '../teller.ts';
import { isProvidedFor } from './fallbacks.ts';
import { type ParsedDocuments, parsedDocuments } from './parsed-documents.ts';
import { type Selection, selectVersions, usesOf, wantedOf } from './versions.ts';

export interface Loaded {
  readonly unit: Unit;
  readonly dependencies: readonly Dependency[];
}

/** The document with everything it uses and extends, one unit per `id@version`. */
export function loadUnits(parsed: Parsed, context: FrontContext, teller: Teller): Loaded {
  const documents = parsedDocuments(context);
  const selection = selectVersions([parsed], documents, context);
  const load: Load = { context, teller, documents, selection, units: new Map(), conflictsTold: new Set() };
  const unit = unitOf(parsed, load);
  checkDependencies(unit, load);
  const dependencies = [...load.units.values()]
    .filter((other) => other !== unit)
    .map(({ document, parsed: { sourceHash } }) => ({ id: document.id, version: document.version, hash: sourceHash }))
    .sort((a, b) => compare(a.id, b.id) || compare(a.version, b.version));
  return { unit, dependencies };
}

interface Load {
  readonly context: FrontContext;
  readonly teller: Teller;
  readonly documents: ParsedDocuments;
  readonly selection: Selection;
  readonly units: Map<Parsed, Unit>;
  /** Ids whose conflict was told; everyone who asks for them has it. */
  readonly conflictsTold: Set<string>;
}

function unitOf(parsed: Parsed, load: Load): Unit {
  const known = load.units.get(parsed);
  if (known) return known;
  const document = parsed.document!;
  const uses = new Map<string, Unit>();
  const unit = withIdentity(
    { name: `${document.id}@${document.version}`, document, parsed, uses, base: null },
    load.units.size === 0 ? load.context.memory : null,
  );
  // Known before its dependencies are: libraries may use each other.
  load.units.set(parsed, unit);
  for (const [alias, reference] of usesOf(document, load.context.limits.uses)) {
    const used = dependency(unit, `/uses/${alias}`, reference, load);
    if (used) uses.set(alias, used);
  }
  checkUses(unit, load);
  if (document.extends !== undefined) unit.base = baseOf(unit, document.extends, load);
  return unit;
}

/** The document being edited stays the same unit from one compilation to the next: what was kept points to it. */
function withIdentity(unit: Unit, memory: Memory | null | undefined): Unit & { base: Unit | null } {
  const kept = memory?.stages.unit;
  const same = kept ? Object.assign(kept, unit) : unit;
  if (memory) memory.stages.unit = same;
  return same;
}

function dependency(unit: Unit, pointer: string, reference: string, load: Load): Unit | null {
  const { documents, selection, teller } = load;
  const { id, range } = wantedOf(reference);
  const at = { origin: { unit, pointer } };
  const chosen = selection.choose({ id, range });
  if (!chosen) {
    const broken = documents.broken(id)[0];
    const problem = broken?.diagnostics[0]?.message;
    const alias = /^\/uses\/(.+)$/.exec(pointer)?.[1];
    const severity = alias !== undefined && isProvidedFor(unit.document, alias) ? 'warning' : undefined;
    if (problem !== undefined) teller.tell('UI3023', { id, problem }, at, { severity });
    else {
      const versions = documents.versions(id).map(({ document }) => document!.version);
      teller.tell('UI3011', { id, range, versions: versions.slice(0, 5) }, at, { severity });
    }
    return null;
  }
  tellLocked(chosen, at, load);
  const requesters = selection.conflicts.get(id);
  if (requesters && !load.conflictsTold.has(id)) {
    load.conflictsTold.add(id);
    teller.tell('UI3012', { id, requesters }, at);
  }
  for (const twice of documents.twice(id)) teller.tell('UI3013', twice, at);
  const problem = chosen.diagnostics.find(({ severity }) => severity === 'error')?.message;
  if (problem !== undefined) teller.tell('UI3023', { id, problem }, at);
  return unitOf(chosen, load);
}

/** What the lock file says about a version that was chosen. The project's own documents need no entry. */
function tellLocked(chosen: Parsed, at: At, { context: { lock }, documents, teller }: Load): void {
  const from = documents.from(chosen);
  if (!lock || from === 'project') return;
  const { id, version } = chosen.document!;
  const entry = lockEntryOf(lock, id, version);
  if (entry?.version !== version) {
    teller.tell('UI3015', { name: `${id}@${version}`, locked: entry?.version ?? null }, at);
  } else if (entry.hash !== undefined && entry.hash !== chosen.sourceHash) {
    // What ships with the engine changes with it, which nobody did by hand.
    if (from === 'core') teller.tell('UI3015', { name: `${id}@${version}`, locked: version }, at);
    else teller.tell('UI3014', { name: `${id}@${version}` }, at);
  }
}

const bases: Readonly<Partial<Record<DocumentKind, readonly DocumentKind[]>>> = {
  page: ['layout'],
  layout: ['layout'],
  theme: ['theme'],
};

function baseOf(unit: Unit, reference: string, load: Load): Unit | null {
  const base = dependency(unit, '/extends', reference, load);
  if (!base) return null;
  const expected = bases[unit.document.kind] ?? [];
  const at = { origin: { unit, pointer: '/extends' } };
  if (!expected.includes(base.document.kind)) {
    const params = {
      name: 'extends',
      id: base.document.id,
      found: base.document.kind,
      expected: expected[0] ?? 'layout',
    };
    load.teller.tell('UI3022', params, at);
    return null;
  }
  const chain = chainOf(base);
  if (chain.includes(unit)) {
    const path = [unit, ...chain.slice(0, chain.indexOf(unit) + 1)].map(({ name }) => name);
    load.teller.tell('UI3002', { path }, at, {
      related: chain.map(({ name, parsed }) => ({
        message: `${name} extends another document here.`,
        document: name,
        pointer: '/extends',
        ...rangeAt(parsed, '/extends'),
      })),
    });
    return null;
  }
  const most = load.context.limits.extendsChain;
  if (chain.length > most) {
    load.teller.tell('UI9001', { limit: 'the chain of "extends"', value: chain.length, most }, at);
    return null;
  }
  return base;
}

/** A document and its bases, itself first. */
export function chainOf(unit: Unit): readonly Unit[] {
  const chain: Unit[] = [];
  for (let one: Unit | null = unit; one && !chain.includes(one); one = one.base) chain.push(one);
  return chain;
}

function checkUses(unit: Unit, { context: { limits }, teller }: Load): void {
  const uses = Object.keys(unit.document.uses ?? {}).length;
  const params = { limit: 'the number of used documents', value: uses, most: limits.uses };
  if (uses > limits.uses) teller.tell('UI9001', params, { origin: { unit, pointer: '/uses' } });
}

function checkDependencies(unit: Unit, { context: { limits }, teller, selection }: Load): void {
  const at = { origin: { unit, pointer: '/uses' } };
  if (selection.tooMany) {
    const params = {
      limit: 'the number of documents, those of others included',
      value: `more than ${limits.dependencies}`,
    };
    teller.tell('UI9001', { ...params, most: limits.dependencies }, at);
  }
}

const rangeAt = (parsed: Parsed, pointer: string) => {
  const range = parsed.locator.range(pointer);
  return range ? { range } : {};
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A unit and all it uses or extends, directly or not. */
export function unitsAround(unit: Unit): readonly Unit[] {
  const seen = new Set<Unit>();
  const queue: Unit[] = [unit];
  for (let one = queue.pop(); one; one = queue.pop()) {
    if (seen.has(one)) continue;
    seen.add(one);
    queue.push(...one.uses.values(), ...(one.base ? [one.base] : []));
  }
  return [...seen];
}
