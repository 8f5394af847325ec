import type { Failure, OpenDocument } from '#contract';
import type { StudioAction } from '../state/studio.ts';

/** Where the newest edits are: nowhere but here, on their way, in the journal, or refused. */
export type Journaled =
  | { readonly state: 'clean' }
  | { readonly state: 'waiting' }
  | { readonly state: 'saved'; readonly at: string }
  | { readonly state: 'failed'; readonly failure: Failure };

/** An open document. Its text lives in the editor's model, not here. */
export interface Tab {
  readonly path: string;
  /** Hash of the file the edits started from. */
  readonly fileHash: string;
  readonly readOnly: boolean;
  readonly journaled: Journaled;
  /** Somebody else changed the file while there are edits here: the file as it is now. */
  readonly outside: { readonly fileHash: string; readonly text: string } | null;
  /** Why the editor holds back coloring and folding; null for ordinary documents. */
  readonly heavy: string | null;
}

export interface Documents {
  readonly tabs: readonly Tab[];
  readonly active: string | null;
  readonly opening: string | null;
  /** Why the last open failed. */
  readonly failure: { readonly path: string; readonly failure: Failure } | null;
}

export type DocumentsAction =
  | { readonly type: 'documents/opening'; readonly path: string }
  | { readonly type: 'documents/opened'; readonly document: OpenDocument; readonly heavy: string | null }
  | { readonly type: 'documents/open-failed'; readonly path: string; readonly failure: Failure }
  | { readonly type: 'documents/failure-dismissed' }
  | { readonly type: 'documents/activate'; readonly path: string }
  | { readonly type: 'documents/close'; readonly path: string }
  | { readonly type: 'documents/edited'; readonly path: string; readonly heavy: string | null }
  | { readonly type: 'documents/journaled'; readonly path: string; readonly journaled: Journaled }
  | { readonly type: 'documents/based-on'; readonly path: string; readonly fileHash: string; readonly draft: boolean }
  | { readonly type: 'documents/outside'; readonly path: string; readonly fileHash: string; readonly text: string }
  | { readonly type: 'documents/outside-kept'; readonly path: string };

export const initialDocuments: Documents = { tabs: [], active: null, opening: null, failure: null };

export function reduceDocuments(documents: Documents, action: StudioAction): Documents {
  switch (action.type) {
    case 'documents/opening':
      return { ...documents, opening: action.path };
    case 'documents/opened':
      return opened(documents, action.document, action.heavy);
    case 'documents/open-failed':
      return { ...documents, opening: null, failure: { path: action.path, failure: action.failure } };
    case 'documents/failure-dismissed':
      return { ...documents, failure: null };
    case 'documents/activate':
      return { ...documents, active: action.path };
    case 'documents/close':
      return closed(documents, action.path);
    case 'documents/edited':
      return change(documents, action.path, { journaled: { state: 'waiting' }, heavy: action.heavy });
    case 'documents/journaled':
      return change(documents, action.path, { journaled: action.journaled });
    case 'documents/based-on':
      return change(documents, action.path, {
        fileHash: action.fileHash,
        outside: null,
        ...(action.draft ? {} : { journaled: { state: 'clean' } }),
      });
    case 'documents/outside':
      return change(documents, action.path, { outside: { fileHash: action.fileHash, text: action.text } });
    case 'documents/outside-kept':
      return keep(documents, action.path);
    default:
      return documents;
  }
}

/** The document the whole window is about; null when none is open. */
export const activeTab = ({ tabs, active }: Documents): Tab | null => tabs.find(({ path }) => path === active) ?? null;

/** Whether it has edits that are not in the file. */
export const hasEdits = (tab: Tab): boolean => tab.journaled.state !== 'clean';

function opened(documents: Documents, document: OpenDocument, heavy: string | null): Documents {
  const tab: Tab = {
    path: document.path,
    fileHash: document.fileHash,
    readOnly: document.readOnly,
    journaled: document.draft ? { state: 'waiting' } : { state: 'clean' },
    outside: null,
    heavy,
  };
  const known = documents.tabs.some(({ path }) => path === tab.path);
  const tabs = known
    ? documents.tabs.map((other) => (other.path === tab.path ? tab : other))
    : [...documents.tabs, tab];
  return { tabs, active: tab.path, opening: null, failure: null };
}

function closed(documents: Documents, path: string): Documents {
  const index = documents.tabs.findIndex((tab) => tab.path === path);
  if (index < 0) return documents;
  const tabs = documents.tabs.toSpliced(index, 1);
  const neighbor = tabs[index] ?? tabs[index - 1];
  return { ...documents, tabs, active: documents.active === path ? (neighbor?.path ?? null) : documents.active };
}

/** Keeping one's own edits means: they now start from the file as it is. */
function keep(documents: Documents, path: string): Documents {
  const outside = documents.tabs.find((tab) => tab.path === path)?.outside;
  return outside ? change(documents, path, { fileHash: outside.fileHash, outside: null }) : documents;
}

function change(documents: Documents, path: string, changes: Partial<Tab>): Documents {
  return { ...documents, tabs: documents.tabs.map((tab) => (tab.path === path ? { ...tab, ...changes } : tab)) };
}
