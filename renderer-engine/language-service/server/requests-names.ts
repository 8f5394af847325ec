import type { WorkspaceEdit } from 'vscode-languageserver';
import { type Location, referred, viewAt } from '../project.ts';
import { type ProjectEdit, rename, renameTarget } from '../rename.ts';
import { links } from '../structure.ts';
import { definitionsAt, referencesAt } from '../symbols.ts';
import type { Asked } from './asked.ts';
import { toEdit, toRange } from './convert.ts';
import { RequestRefused } from './refused.ts';
import type { Answer } from './requests.ts';
import type { LanguageHost } from './workspace.ts';

/** What a name stands for, where else it stands, and how it becomes another one. */
export const aboutNames: Readonly<Record<string, Answer>> = {
  definition: (asked, _, host) => toLocations(asked, definitionsAt(asked.view, asked.offset), host),
  references(asked, _, host) {
    const own = asked.params.context?.includeDeclaration ?? true;
    const found = referencesAt(asked.view, asked.offset).filter(({ role }) => own || role === 'uses');
    return toLocations(asked, found, host);
  },
  documentHighlight: ({ document, view, offset, lines }) =>
    referencesAt(view, offset)
      .filter(({ path }) => path === document.path)
      .map(({ span, role }) => ({ range: toRange(span, lines), kind: role === 'declares' ? 3 : 2 })),
  prepareRename({ view, offset, lines }) {
    const target = renameTarget(view, offset);
    if (!target.ok) throw new RequestRefused(target.reason);
    return { range: toRange(target.span, lines), placeholder: target.name };
  },
  rename(asked, _, host) {
    const answer = rename(asked.view, asked.offset, asked.params.newName ?? '');
    if (!answer.ok) throw new RequestRefused(answer.reason);
    return toWorkspaceEdit(asked, answer.edits, host);
  },
  documentLink: ({ document, view, lines }, _, host) =>
    links(view).flatMap(({ name, span }) => {
      const target = referred(view.project, name);
      if (!target || target.path === shipped) return [];
      return [{ range: toRange(span, lines), target: host.uriOf(document.project, target.path) }];
    }),
};

/** What ships with the engine is no file anybody could open. */
const shipped = 'core/theme';

/** Places in any document of the project. */
const toLocations = ({ document, view }: Asked, places: readonly Location[], host: LanguageHost) =>
  places.flatMap(({ path, span }) => {
    const found = path === shipped ? null : viewAt(view.project, path);
    return found ? [{ uri: host.uriOf(document.project, path), range: toRange(span, found.text.lines) }] : [];
  });

const toWorkspaceEdit = ({ document, view }: Asked, edits: ProjectEdit, host: LanguageHost): WorkspaceEdit => {
  const changes = Object.entries(edits).flatMap(([path, own]) => {
    const found = viewAt(view.project, path);
    const { lines } = found?.text ?? {};
    return lines ? [[host.uriOf(document.project, path), own.map((edit) => toEdit(edit, lines))] as const] : [];
  });
  return { changes: Object.fromEntries(changes) };
};
