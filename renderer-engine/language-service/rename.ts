import { type NameRule, names } from '../document/names.ts';
import { identityOf, ownerOf } from './identity.ts';
import type { Mention } from './mention.ts';
import { computesKeys, mentionsIn } from './mentions.ts';
import { type DocumentView, viewsOf } from './project.ts';
import { mentionAt, referencesOf } from './symbols.ts';
import type { Span } from './text.ts';

/** Edits of one document. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

export type ProjectEdit = Readonly<Record<string, readonly TextEdit[]>>;

export type RenameAnswer =
  | { readonly ok: true; readonly edits: ProjectEdit }
  | { readonly ok: false; readonly reason: string };

/** The name a rename would change, or a sentence on why it cannot be changed. */
export function renameTarget(
  view: DocumentView,
  offset: number,
): { readonly ok: true; readonly span: Span; readonly name: string } | { readonly ok: false; readonly reason: string } {
  const mention = mentionAt(view, offset);
  if (!mention) return { ok: false, reason: 'There is no name here that can be changed.' };
  const { named, name, span } = mention;
  if (!renamable[named]) return { ok: false, reason: `${words[named] ?? 'This name cannot be changed here'}.` };
  const isCore = (named === 'component' || named === 'prop') && identityOf(view, mention).includes(' core ');
  if (isCore) return { ok: false, reason: `"${name}" is built in; only your own names can be changed.` };
  if (declarationPlaces(view, mention).length === 0) {
    return { ok: false, reason: `"${name}" is not declared in this project, so only its use could be changed.` };
  }
  const vendored = referencesOf(view, mention).find(({ path }) => path.startsWith('vendor/'));
  if (vendored) return { ok: false, reason: `"${name}" stands in ${vendored.path}, a released document of others.` };
  if (
    named === 'message' &&
    computesKeys(ownerOf(view, mention)) &&
    referencesOf(view, mention).every(({ role }) => role === 'declares')
  ) {
    return { ok: false, reason: `"${name}" may be reached by a computed t(…), which a rename cannot follow.` };
  }
  return { ok: true, span, name };
}

/** Changes a name everywhere, or says why not. */
export function rename(view: DocumentView, offset: number, next: string): RenameAnswer {
  const target = renameTarget(view, offset);
  if (!target.ok) return target;
  const mention = mentionAt(view, offset)!;
  const rule = ruleFor(view, mention);
  if (!rule.pattern.test(next) || next.length > (rule.longest ?? 200)) {
    return { ok: false, reason: `"${next}" is no ${rule.what}: ${rule.rule}.` };
  }
  const places = referencesOf(view, mention);
  const byPath = Map.groupBy(places, ({ path }) => path);
  const clash = [...byPath.keys()].find((path) => isTaken(view, path, mention, next));
  if (next !== mention.name && clash !== undefined) {
    return { ok: false, reason: `"${next}" is taken already in ${clash}.` };
  }
  const edits = [...byPath].map(([path, found]) => [path, found.map(({ span }) => ({ span, text: next }))] as const);
  return { ok: true, edits: Object.fromEntries(edits) };
}

/** What can be renamed, and how its name is spelled. */
const renamable: Readonly<Partial<Record<Mention['named'], NameRule>>> = {
  node: names.nodeId,
  local: names.name,
  param: names.name,
  data: names.name,
  form: names.name,
  message: names.dotted,
  alias: names.name,
  type: names.name,
  action: names.name,
  style: names.name,
  nodes: names.name,
  component: names.type,
  fixture: names.name,
  prop: names.name,
};

const words: Readonly<Record<string, string>> = {
  document: 'The id of a document is its identity; others refer to it. Make a new document instead',
  source: 'Sources are named by the host',
  call: 'Calls are named by the host',
  check: 'Checks are named by the host',
  event: 'Events may have listeners outside of this project',
  token: 'Tokens are named by themes; rename them there',
  slot: 'Slots are part of what a component promises',
};

const declarationPlaces = (view: DocumentView, mention: Mention) =>
  referencesOf(view, mention).filter(({ role }) => role === 'declares');

/** An alias that stands for a type is written like one. */
function ruleFor(view: DocumentView, mention: Mention): NameRule {
  const usedAsType = identityOf(view, mention).startsWith('alias ') && view.used(mention.name)?.kind === 'component';
  return usedAsType ? names.type : (renamable[mention.named] ?? names.name);
}

function isTaken(view: DocumentView, path: string, { named, within }: Mention, next: string): boolean {
  const other = path === view.path ? view : viewsOf(view.project).find((one) => one.path === path);
  if (!other) return false;
  return mentionsIn(other).some(
    (one) =>
      one.role === 'declares' &&
      one.named === named &&
      one.name === next &&
      (named !== 'local' || one.within === within),
  );
}
