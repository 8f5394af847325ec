import type { NodeEdit, NodeEdits } from '#contract';

/** The edits a node looks different because of: what was written, what is written, in which version and by whom. */
export const EditsBehind = ({ edits: { where, edits } }: { readonly edits: NodeEdits }) => (
  <ul className="edits-behind" aria-label="Edits behind it">
    {edits.slice(0, shown).map((edit) => (
      <li key={`${edit.document} ${edit.pointer}`} title={`${edit.document} ${edit.pointer}`}>
        <code>{lastOf(edit.pointer)}</code> {wordsOf(edit)}
        <span className="dim">
          {where === 'node' ? '' : where === 'around' ? ' around it,' : ` in ${edit.document},`}{' '}
          {edit.version ? `${edit.version.semver} by ${edit.version.author}` : 'not in a version yet'}
        </span>
      </li>
    ))}
    {edits.length > shown && <li className="dim">and {edits.length - shown} more</li>}
  </ul>
);

/** More would be a list of their own. */
const shown = 4;

const lastOf = (pointer: string): string => pointer.split('/').slice(-2).join('/');

function wordsOf({ kind, before, after }: NodeEdit): string {
  switch (kind) {
    case 'added':
      return `is new: ${short(after)}`;
    case 'removed':
      return `is gone: ${short(before)}`;
    case 'reordered':
      return 'has another order';
    case 'changed':
      return `was ${short(before)}, is ${short(after)}`;
  }
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? '';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
