import semver from 'semver';
import { catalog } from '../components/catalog.ts';
import type { DocumentSource } from '../engine.ts';
import { codeDefinition } from './definition.ts';
import { judge, type Verdict } from './judge.ts';
import type { RegisteredFile, RegistryFile } from './registered-file.ts';
import type {
  FileChange,
  HistoryEntry,
  KeptRegistry,
  RegistryCounters,
  RegistryEvent,
  RegistryOptions,
} from './registry-options.ts';
import { newSnapshot, type RegistrySnapshot } from './snapshot.ts';
import { newHistory } from './version-history.ts';
import { wantsOfText } from './wants.ts';

/**
 * Component types of a project: found, tried out, swapped in whole, or refused with a reason while the old one stays
 * (E4, E5). Nothing happens in the background: `update` queues, `work` does.
 */
export interface Registry {
  /** What readers hold. */
  snapshot(): RegistrySnapshot;
  /** Port of the engine: always the newest snapshot, one and the same within a compilation. */
  readonly documents: DocumentSource;
  /** Files that are new, changed or gone. Components wait for `work`; everything else is swapped at once. */
  update(changes: readonly FileChange[]): void;
  /** Works off what waits, for about so many milliseconds; answers how many tasks are left. */
  work(milliseconds?: number): number;
  /** Listens to what happens; answers a function that stops. */
  on(listener: (event: RegistryEvent) => void): () => void;
  counters(): RegistryCounters;
  /** Versions a type had, oldest first. */
  history(name: string): readonly HistoryEntry[];
  /** Errors that the last compilation of each dependent found, by file; only those that have some. */
  readonly broken: ReadonlyMap<string, number>;
  /** Tasks that wait. */
  readonly waiting: number;
  /** For the `kept` of a registry that takes the place of this one. */
  keep(): KeptRegistry;
}

type Task =
  | { readonly kind: 'register'; readonly path: string; readonly change: FileChange | null }
  | { readonly kind: 'recompile'; readonly path: string; readonly because: string };

export function createRegistry(options: RegistryOptions): Registry {
  const { now = () => 0, clock = now, components = [] } = options;
  const code = [
    ...[...catalog.values()].map((component) => codeDefinition(component, 'core')),
    ...components.map((component) => codeDefinition(component, 'host')),
  ];
  let current = newSnapshot(0, new Map(), code, semver.compare);
  /** What compilations see; while a component is tried out, the registry as it would be with it. */
  let tried: RegistrySnapshot | null = null;
  const engine = options.engine({ find: (id) => (tried ?? current).find(id) });
  const queue = new Map<string, Task>();
  const listeners = new Set<(event: RegistryEvent) => void>();
  const history = newHistory(options.kept?.versions);
  /** Texts that were in use in the registry before, by path, until their files have been looked at. */
  const inUse = new Map(Object.entries(options.kept?.accepted ?? {}));
  const refusedBefore = options.kept?.refused ?? {};
  const broken = new Map<string, number>();
  const counters = {
    ...{ loaded: 0, reloaded: 0, refused: 0, conflicts: 0, removed: 0, recompiled: 0 },
    ...options.kept?.counters,
  };

  const swap = (changes: ReadonlyMap<string, RegisteredFile | null>): void => {
    current = withFiles(current, changes, code);
  };
  const tell = (event: RegistryEvent): void => {
    counters[event.type] += 1;
    for (const listener of [...listeners]) listener(event);
  };
  const enqueue = (task: Task): void => {
    const key = `${task.kind} ${task.path}`;
    // Last come, last served: a file saved twice is looked at once, with its newest text.
    queue.delete(key);
    queue.set(key, task);
  };
  const followers = (id: string, because: string): void => {
    for (const path of current.graph.dependentsOf(id)) {
      const file = current.files.get(path);
      if (file?.refusal) enqueue({ kind: 'register', path, change: null });
      enqueue({ kind: 'recompile', path, because });
    }
  };

  const register = (path: string, change: FileChange | null): void => {
    const before = current.files.get(path) ?? null;
    if (change && 'gone' in change) {
      if (before) remove(before, change.evicted ?? false);
      return;
    }
    const file = change ?? (before && { ...before, text: before.refusal?.text ?? before.text });
    if (!file) return;
    if (before?.accepted && !before.refusal && before.text === file.text) return;
    const used = inUse.get(path);
    inUse.delete(path);
    if (used !== undefined && used !== file.text) {
      const old = { ...file, text: used };
      accept(old, before, verdictOn(old).accepted, true);
    }
    const { accepted, refusal } = verdictOn(file);
    if (refusal) refuse(file, current.files.get(path) ?? null, refusal);
    else accept(file, current.files.get(path) ?? null, accepted, file.text === used);
  };

  const verdictOn = (file: RegistryFile): Verdict =>
    judge(file, {
      ...options,
      now,
      snapshot: current,
      history,
      engine,
      tryOut: (candidate, check) => {
        tried = withFiles(current, new Map([[file.path, candidate]]), code);
        try {
          return check(engine);
        } finally {
          tried = null;
        }
      },
    });

  /** `isKnown`: it was in use before this registry was made, which is nothing new to anybody. */
  const accept = (
    file: RegistryFile,
    before: RegisteredFile | null,
    accepted: Verdict['accepted'],
    isKnown: boolean,
  ): void => {
    if (!accepted) return;
    const { name, version } = accepted.definition;
    const wasThere = before?.accepted;
    const wants = wantsOfText(file);
    swap(new Map([[file.path, { ...file, id: name, wants, accepted, refusal: null }]]));
    history.add(name, { version, file: file.path, hash: accepted.hash, at: now() }, accepted);
    if (isKnown) return;
    tell({ type: wasThere ? 'reloaded' : 'loaded', file: file.path, name, version });
    // Seen as it lies there all along: nobody who uses it has anything new to look at.
    if (!wasThere && before?.refusal === null && before.text === file.text) return;
    // Packages are there before what needs them is compiled.
    if (file.origin === 'package') return;
    if (wasThere && wasThere.definition.name !== name) followers(wasThere.definition.name, file.path);
    followers(name, file.path);
  };

  const refuse = (
    file: RegistryFile,
    before: RegisteredFile | null,
    refusal: NonNullable<Verdict['refusal']>,
  ): void => {
    const known = before?.refusal;
    const kept: RegisteredFile = before?.accepted
      ? { ...before, refusal }
      : { ...file, wants: wantsOfText(file), accepted: null, refusal };
    swap(new Map([[file.path, kept]]));
    // Tried again because something else changed, with the same outcome: nothing new to tell.
    if (known?.text === refusal.text && known.reason === refusal.reason) return;
    if (refusedBefore[file.path] === refusal.text) return;
    if (refusal.kind === 'conflict') counters.conflicts += 1;
    const { name, reason, keeps } = refusal;
    tell({ type: 'refused', file: file.path, name, reason, keeps });
  };

  const remove = (before: RegisteredFile, isEvicted: boolean): void => {
    swap(new Map([[before.path, null]]));
    broken.delete(before.path);
    if (!before.accepted || isEvicted) return;
    const { name, version } = before.accepted.definition;
    tell({ type: 'removed', file: before.path, name, version });
    // A file that had to stand back for this one may now be taken over.
    for (const file of current.files.values()) {
      if (file.refusal?.kind === 'conflict' && file.refusal.name === name) {
        enqueue({ kind: 'register', path: file.path, change: null });
      }
    }
    followers(name, before.path);
  };

  const recompile = (path: string, because: string): void => {
    const file = current.files.get(path);
    if (!file || !options.recompile) return;
    const errors = options.recompile(file).filter(({ severity }) => severity === 'error').length;
    if (errors > 0) broken.set(path, errors);
    else broken.delete(path);
    tell({ type: 'recompiled', file: path, because, errors });
  };

  return {
    snapshot: () => current,
    documents: { find: (id) => current.find(id), now: () => current },
    update(changes) {
      const others = new Map<string, RegisteredFile | null>();
      for (const change of changes) {
        const before = current.files.get(change.path);
        const isComponent = before?.kind === 'component' || ('kind' in change && change.kind === 'component');
        const isNew = !before && !('gone' in change);
        if (isComponent) enqueue({ kind: 'register', path: change.path, change });
        // A component nobody has looked at yet is seen as it lies there.
        if (isNew || !isComponent) others.set(change.path, 'gone' in change ? null : plainFile(change));
      }
      const changed = [...others].filter(([path, file]) => current.files.get(path)?.text !== file?.text);
      const isFirstLook = current.files.size === 0;
      const users = isFirstLook ? [] : changed.filter(([, file]) => file?.origin !== 'package');
      const ids = users.map(([path, file]) => [path, file?.id ?? current.files.get(path)?.id ?? null] as const);
      if (changed.length > 0) swap(new Map(changed));
      for (const [path, id] of ids) if (id !== null) followers(id, path);
    },
    work(milliseconds = Number.POSITIVE_INFINITY) {
      const end = clock() + milliseconds;
      for (const [key, task] of queue) {
        queue.delete(key);
        if (task.kind === 'register') register(task.path, task.change);
        else recompile(task.path, task.because);
        if (clock() >= end) break;
      }
      return queue.size;
    },
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    counters: () => ({ ...counters }),
    history: history.of,
    broken,
    get waiting() {
      return queue.size;
    },
    keep: () => {
      const files = [...current.files.values()];
      const accepted = files.flatMap(({ path, accepted: own }) => (own ? [[path, own.text] as const] : []));
      const refused = files.flatMap(({ path, refusal }) => (refusal ? [[path, refusal.text] as const] : []));
      return {
        counters: { ...counters },
        versions: history.keep(),
        accepted: Object.fromEntries([...inUse, ...accepted]),
        refused: Object.fromEntries(refused),
      };
    },
  };
}

const plainFile = (file: RegistryFile): RegisteredFile => ({
  ...file,
  wants: wantsOfText(file),
  accepted: null,
  refusal: null,
});

/** Null takes a file out. */
function withFiles(
  { revision, files }: RegistrySnapshot,
  changes: ReadonlyMap<string, RegisteredFile | null>,
  code: Parameters<typeof newSnapshot>[2],
): RegistrySnapshot {
  const next = new Map(files);
  for (const [path, file] of changes) {
    if (file) next.set(path, file);
    else next.delete(path);
  }
  return newSnapshot(revision + 1, next, code, semver.compare);
}
