import { fail, type Handlers, ok, type Reply, type Request } from '#contract';
import type { InProject } from '../in-project.ts';
import { journalIn } from '../store/journal.ts';
import { journalEdit, newFile, openDocument, revertDocument, saveDocument } from './documents.ts';
import type { OpenProject } from './open-project.ts';
import { templateOf } from './templates.ts';

type DocumentHandlers = Pick<
  Handlers,
  'document.open' | 'document.journal' | 'document.save' | 'document.revert' | 'document.create'
>;

export const documentHandlers = (inProject: InProject): DocumentHandlers => ({
  'document.open': inProject<'document.open'>((project, { path }) => openDocument(project, path)),
  'document.journal': inProject<'document.journal'>((project, edit) =>
    tellingOfDrafts(project, edit.path, () => journalEdit(project, edit)),
  ),
  'document.save': inProject<'document.save'>(async (project, request) => {
    const saved = saveDocument(project, request);
    if (saved.ok) await project.reload([request.path]);
    return saved;
  }),
  'document.revert': inProject<'document.revert'>((project, { path }) =>
    tellingOfDrafts(project, path, () => revertDocument(project, path)),
  ),
  'document.create': inProject<'document.create'>(create),
});

/** Listeners hear when a document gets its first unsaved edit, or has none any more; not of every edit. */
function tellingOfDrafts<Answer>(project: OpenProject, path: string, action: () => Answer): Answer {
  const journal = journalIn(project.store.database);
  const before = journal.has(path);
  const answer = action();
  if (journal.has(path) !== before) project.announce([path]);
  return answer;
}

const idPattern = /^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)+$/;
const windowsNames = /(^|\/)(con|prn|aux|nul|com\d|lpt\d)(\/|$)/;

async function create(
  project: OpenProject,
  { kind, id, title }: Request<'document.create'>,
): Promise<Reply<'document.create'>> {
  if (!idPattern.test(id) || windowsNames.test(id) || id.startsWith('core/')) {
    return fail(
      'document/bad-id',
      `"${id}" cannot be an id. Write small letters, digits and dashes in at least two parts, as in "shop/orders".`,
    );
  }
  const path = `${id.slice(id.indexOf('/') + 1)}.${kind}.json`;
  const view = await project.view();
  const twin = view.ok ? view.value.documents.find((entry) => entry.id === id || entry.path === path) : undefined;
  if (twin) return fail('document/exists', `"${twin.path}" has this id or name already. Choose another id.`);
  const text = templateOf(kind, id, title);
  const saved = saveDocument(project, { path, text, fileHash: newFile, overwrite: false });
  if (saved.ok) {
    await project.reload([path]);
    return ok({ path });
  }
  return saved.failure.code === 'document/changed-outside'
    ? fail('document/exists', `There is a file "${path}" already. Choose another id.`)
    : (saved as Reply<'document.create'>);
}
