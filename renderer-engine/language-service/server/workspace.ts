import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { DocumentSource, Engine } from '../../engine.ts';
import { type LanguageProject, type ProjectText, viewOf } from '../project.ts';
import { withTexts } from '../with-texts.ts';

/** A project on disk, as a host found it. The same object as long as its files are the same. */
export interface StoredProject extends LanguageProject {
  /** An engine over the project, but with these documents. */
  engine(documents: DocumentSource): Engine;
  /** What is wrong with a file because of others. */
  problems(path: string): readonly Diagnostic[];
}

/** Port: which project a document belongs to. */
export interface LanguageHost {
  /** Null for documents that belong to no project. */
  locate(uri: string): { readonly project: StoredProject; readonly path: string } | null;
  uriOf(project: StoredProject, path: string): string;
  /** Every project somebody opened a document of. */
  projects(): readonly StoredProject[];
}

/** A document that stands in an editor. */
export interface OpenDocument {
  readonly uri: string;
  readonly project: StoredProject;
  readonly path: string;
  readonly text: ProjectText;
  readonly positions: TextDocument;
}

/** Documents of editors over the files of their projects. */
export interface Workspace {
  open(uri: string, text: string, version: number): void;
  /** Whole or partial changes, in the order in which they were made. */
  change(uri: string, changes: Parameters<typeof TextDocument.update>[1], version: number): void;
  close(uri: string): void;
  find(uri: string): OpenDocument | null;
  all(): readonly OpenDocument[];
  /** A project with open texts in the place of its files. */
  projectOf(project: StoredProject): LanguageProject;
  diagnostics(document: OpenDocument): readonly Diagnostic[];
  /** Files changed: what was known of projects is looked up again. */
  reload(): void;
}

export function newWorkspace(host: LanguageHost): Workspace {
  const open = new Map<string, TextDocument>();
  let found = new Map<string, OpenDocument | null>();
  let overlays = new Map<StoredProject, LanguageProject>();
  let engines = new WeakMap<StoredProject, Engine>();

  const changed = () => {
    found = new Map();
    overlays = new Map();
  };
  const find = (uri: string): OpenDocument | null => {
    const known = found.get(uri);
    if (known !== undefined) return known;
    const positions = open.get(uri);
    const located = positions ? host.locate(uri) : null;
    const document =
      positions && located ? { uri, ...located, text: textOf(located.path, positions), positions } : null;
    found.set(uri, document);
    return document;
  };
  const all = () => [...open.keys()].flatMap((uri) => find(uri) ?? []);

  const projectOf = (project: StoredProject): LanguageProject => {
    const known = overlays.get(project);
    if (known) return known;
    const own = all().filter((document) => document.project === project);
    const overlay =
      own.length === 0
        ? project
        : withTexts(
            project,
            own.map(({ text }) => text),
          );
    overlays.set(project, overlay);
    return overlay;
  };

  return {
    open(uri, text, version) {
      open.set(uri, TextDocument.create(uri, 'json', version, text));
      changed();
    },
    change(uri, changes, version) {
      const document = open.get(uri);
      if (!document) return;
      // The library changes it in place; whoever holds the text of before keeps that.
      open.set(uri, TextDocument.update(document, changes, version));
      changed();
    },
    close(uri) {
      open.delete(uri);
      changed();
    },
    find,
    all,
    projectOf,
    diagnostics({ project, path, text }) {
      // One engine per project, so that it may keep what it compiled; it asks for documents anew each time.
      const engine = engines.get(project) ?? project.engine({ find: (id) => projectOf(project).documents.find(id) });
      engines.set(project, engine);
      if (viewOf(project, text).kind === null) return project.problems(path);
      return [...engine.compile(text.text, { file: path }).diagnostics, ...project.problems(path)];
    },
    reload() {
      engines = new WeakMap();
      changed();
    },
  };
}

const textOf = (path: string, document: TextDocument): ProjectText => ({ path, text: document.getText() });
