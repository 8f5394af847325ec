import { maxSatisfying, rcompare, valid } from 'semver';
import { catalog } from '../components/catalog.ts';
import type { CoreComponent } from '../components/component.ts';
import { names } from '../document/names.ts';
import { documentShapes } from '../document/shapes/document.ts';
import type { Shape } from '../document/shapes/shape.ts';
import { tests } from '../document/shapes/tests.ts';
import type { DocumentKind } from '../document/types.ts';
import type { DocumentSource, HostManifests, ProjectSettings } from '../engine.ts';
import { coreTheme } from '../themes/core-theme.ts';
import { nodeAt, propertiesOf, readText, type Span, type Text, textAt } from './text.ts';

/** A file of the project, as it stands in its editor or on disk. */
export interface ProjectText {
  /** Below the project, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** A stretch of a document. */
export interface Location {
  readonly path: string;
  readonly span: Span;
}

/** What the language service knows of a project. Hosts hold it in memory; open editors come before files. */
export interface LanguageProject {
  /** Every document, sidecars with tests too, whatever its state. */
  texts(): readonly ProjectText[];
  /** The documents again, by id, for the compiler. */
  readonly documents: DocumentSource;
  readonly settings: ProjectSettings;
  readonly manifests: HostManifests;
  readonly routes?: Readonly<Record<string, string>> | undefined;
  /** Built-in components; those of the engine by default. */
  readonly components?: ReadonlyMap<string, CoreComponent>;
  /** Shapes of the project's other files, by name: `studio.json`, manifests. */
  readonly shapes?: Readonly<Record<string, Shape>>;
}

/** A document as editors see it: broken or not, by what can be read of it. */
export interface DocumentView {
  readonly path: string;
  readonly text: Text;
  readonly kind: DocumentKind | null;
  /** What its root may look like; null for files the language knows nothing of. */
  readonly shape: Shape | null;
  readonly id: string | null;
  readonly version: string | null;
  /** The document it extends. */
  readonly base: DocumentView | null;
  readonly project: LanguageProject;
  /** The document behind an alias of `uses`. */
  used(alias: string): DocumentView | null;
}

const coreText = { path: 'core/theme', text: JSON.stringify(coreTheme, null, 2) };

/** A document of the project. Equal texts are read once. */
export function viewOf(project: LanguageProject, { path, text: source }: ProjectText): DocumentView {
  const text = readText(source);
  const kind = kindOf(path, text);
  const root = text.tree;
  const found = new Map<string, DocumentView | null>();
  const find = (reference: string | null): DocumentView | null => {
    if (reference === null) return null;
    const known = found.get(reference);
    if (known !== undefined) return known;
    const view = referred(project, reference);
    found.set(reference, view);
    return view;
  };
  return {
    path,
    text,
    kind,
    shape: project.shapes?.[path] ?? (path.endsWith('.tests.json') ? tests : kind && documentShapes[kind]),
    id: textAt(root, 'id'),
    version: textAt(root, 'version'),
    project,
    get base() {
      return find(textAt(root, 'extends'));
    },
    used: (alias) => find(textAt(nodeAt(root, ['uses']), alias)),
  };
}

/** Every document of the project, with what `core` brings. */
export const viewsOf = (project: LanguageProject): readonly DocumentView[] =>
  project.texts().map((text) => viewOf(project, text));

/** The document of a path; null when the project has none. */
export function viewAt(project: LanguageProject, path: string): DocumentView | null {
  if (path === coreText.path) return viewOf(project, coreText);
  const found = project.texts().find((text) => text.path === path);
  return found ? viewOf(project, found) : null;
}

/** The newest document that `id@range` may mean. A range that fits none gives the newest there is, to be of some help. */
export function referred(project: LanguageProject, reference: string): DocumentView | null {
  const at = reference.indexOf('@');
  const [id, range] = at < 0 ? [reference, '*'] : [reference.slice(0, at), reference.slice(at + 1)];
  const candidates = (id === coreTheme.id ? [coreText] : sourcesOf(project, id))
    .map((source) => viewOf(project, source))
    .sort((a, b) => rcompare(versionOf(a), versionOf(b)));
  const best = maxSatisfying(candidates.map(versionOf), range);
  return candidates.find((view) => versionOf(view) === best) ?? candidates[0] ?? null;
}

const sourcesOf = (project: LanguageProject, id: string): readonly ProjectText[] =>
  project.documents.find(id).map(({ text, file }) => ({ path: file ?? id, text }));

const versionOf = ({ version }: DocumentView): string => (version !== null && valid(version) ? version : '0.0.0');

/** A document and those it extends, itself first. */
export function chainOf(view: DocumentView): readonly DocumentView[] {
  const chain = [view];
  for (let base = view.base; base && !chain.some(({ path }) => path === base?.path); base = base.base) chain.push(base);
  return chain;
}

export const componentsOf = ({ components }: LanguageProject): ReadonlyMap<string, CoreComponent> =>
  components ?? catalog;

/** Ids of the documents a project has, with kind and newest version. */
export function knownDocuments(project: LanguageProject): readonly DocumentView[] {
  const all = [...viewsOf(project), viewOf(project, coreText)];
  return all.filter(({ id, kind }) => id !== null && kind !== null && names.documentId.pattern.test(id));
}

const kinds = Object.keys(documentShapes) as readonly DocumentKind[];

/** What the document says it is, else what its file is named. */
function kindOf(path: string, { tree }: Text): DocumentKind | null {
  const own = propertiesOf(tree).find(({ key }) => key === 'kind')?.value?.value;
  return kinds.find((kind) => kind === own) ?? kinds.find((kind) => path.endsWith(`.${kind}.json`)) ?? null;
}
