import type { OpenDocument } from '#contract';
import type { Range } from '#engine';
import type { Host } from '../bridge/bridge.ts';
import { createLivePreview } from '../preview/live-preview.ts';
import { previewOptions } from '../preview/preview-options.ts';
import { previewOf } from '../preview/preview-state.ts';
import { entryOf } from '../state/project.ts';
import type { Store } from '../state/store.ts';
import type { Studio, StudioAction } from '../state/studio.ts';
import { notifyFailure } from '../ui/notify.tsx';
import { uriOf } from './document-uri.ts';
import { hasEdits, type Tab } from './documents.ts';
import { heavyReason } from './heavy.ts';
import { createJournal } from './journal.ts';
import { createLanguageClient } from './language-client.ts';
import { registerLanguage } from './language-providers.ts';
import { setMarkers } from './markers.ts';
import { monaco } from './monaco.ts';
import { placed } from './placed.ts';
import { isIn, nextProblem } from './problems.ts';

type Editor = monaco.editor.IStandaloneCodeEditor;

/** Open texts and what follows every edit: problems, preview, journal. One per window. */
export interface Editing {
  open(path: string): Promise<void>;
  /** Stays open, and says why, while its edits could not be kept. */
  close(path: string): Promise<void>;
  /** The text as it stands in the editor; null when the document is not open. */
  textOf(path: string): string | null;
  /** Replaces the whole text as one step of undo. */
  replaceText(path: string, text: string): void;
  /** Asks for a new picture, because something else than the text changed. */
  refresh(path: string): void;
  /** The file was written with exactly `text`. */
  written(path: string, text: string): Promise<void>;
  /** Gives up the edits: the text becomes the file's. */
  revert(path: string): Promise<void>;
  /** Keeps the edits although the file changed: they now start from the file as it is. */
  keep(path: string): void;
  /** Looks again at open files that changed on disk. */
  filesChanged(paths: readonly string[]): Promise<void>;
  /** Brings edits that still wait to main. */
  flush(): Promise<void>;
  /** The editor that shows the active document. Answers a function that detaches it. */
  attach(editor: Editor): () => void;
  /** When the key was pressed that may change the text next, as `performance.now()`. */
  keyPressed(at: number): void;
  reveal(path: string, range: Range): Promise<void>;
  revealProblem(direction: 1 | -1): void;
  /** The document in the editor and where its cursor stands in the text; null without an editor. */
  cursor(): { readonly path: string; readonly offset: number } | null;
  focus(): void;
}

export function createEditing(host: Host, { get, dispatch }: Store<Studio, StudioAction>): Editing {
  let editor: Editor | null = null;
  let lastKey: number | null = null;
  /** Set while a text is taken over from the file: such a change is no edit. */
  let takingOver = false;

  const journal = createJournal({
    write: (path, edit) => host.call('document.journal', { path, ...edit }),
    onState: (path, journaled) => dispatch({ type: 'documents/journaled', path, journaled }),
  });
  const live = createLivePreview({
    render: (path, text, options) => host.call('preview.render', { path, text, options }),
    onAnswer({ path, startedAt }, reply) {
      if (!reply.ok) return dispatch({ type: 'preview/failed', path, failure: reply.failure });
      const id = entryOf(get().project.project, path)?.id ?? null;
      const diagnostics = placed(reply.value.diagnostics, textOf(path) ?? '', id);
      dispatch({ type: 'preview/rendered', path, preview: { ...reply.value, diagnostics }, startedAt });
      setMarkers(path, diagnostics);
    },
  });

  const tabOf = (path: string): Tab | null => get().documents.tabs.find((tab) => tab.path === path) ?? null;
  const modelOf = (path: string) => monaco.editor.getModel(uriOf(path));
  const textOf = (path: string) => modelOf(path)?.getValue() ?? null;

  const refresh = (path: string, startedAt: number | null = null) => {
    const model = modelOf(path);
    if (!model) return;
    const patience = model.getValueLength() > 300_000 ? 400 : 0;
    const options = previewOptions(get().preview.view, path);
    live.ask({ path, text: () => textOf(path) ?? '', options, startedAt, patience });
  };

  const record = (path: string) =>
    journal.edited(path, () => ({ text: textOf(path) ?? '', fileHash: tabOf(path)?.fileHash ?? '' }));

  const changed = (path: string) => {
    if (!tabOf(path)) return;
    const startedAt = lastKey;
    lastKey = null;
    if (!takingOver) {
      dispatch({ type: 'documents/edited', path, heavy: heavyReason(textOf(path) ?? '') });
      record(path);
    }
    refresh(path, startedAt);
  };

  const newModel = ({ path, text }: OpenDocument) => {
    const model = monaco.editor.createModel(text, heavyReason(text) ? 'plaintext' : 'json', uriOf(path));
    model.updateOptions({ tabSize: 2, insertSpaces: true });
    model.onDidChangeContent(() => changed(path));
    return model;
  };

  /** Has the text of a document at hand without opening it, for editors that look into it. */
  const prepare = async (path: string) => {
    if (modelOf(path)) return;
    const reply = await host.call('document.open', { path });
    if (reply.ok && !modelOf(path)) newModel(reply.value);
  };

  const show = (document: OpenDocument) => {
    const { path, text } = document;
    const heavy = heavyReason(text);
    const model = modelOf(path) ?? newModel(document);
    // Looked at before, and changed on disk since.
    if (model.getValue() !== text) model.setValue(text);
    dispatch({ type: 'documents/opened', document, heavy });
    const { fileHash, currentHash, fileText } = document;
    if (fileHash !== currentHash) {
      dispatch({ type: 'documents/outside', path, fileHash: currentHash, text: fileText ?? '' });
    }
  };

  const replaceText = (path: string, text: string) => {
    const model = modelOf(path);
    if (!model || model.getValue() === text) return;
    model.pushStackElement();
    model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
    model.pushStackElement();
  };

  /** The text becomes the file's, and nothing waits to be journaled. */
  const takeOver = (path: string, fileHash: string, text: string) => {
    journal.forget(path);
    takingOver = true;
    replaceText(path, text);
    takingOver = false;
    dispatch({ type: 'documents/based-on', path, fileHash, draft: false });
  };

  const open = async (path: string) => {
    if (tabOf(path)) return dispatch({ type: 'documents/activate', path });
    if (get().documents.opening === path) return;
    dispatch({ type: 'documents/opening', path });
    const reply = await host.call('document.open', { path });
    if (!reply.ok) return dispatch({ type: 'documents/open-failed', path, failure: reply.failure });
    show(reply.value);
  };

  const look = async (path: string) => {
    const reply = await host.call('document.open', { path });
    const tab = tabOf(path);
    if (!tab || !reply.ok || reply.value.currentHash === tab.fileHash) return;
    const text = reply.value.fileText ?? reply.value.text;
    if (!hasEdits(tab) || text === textOf(path)) takeOver(path, reply.value.currentHash, text);
    else dispatch({ type: 'documents/outside', path, fileHash: reply.value.currentHash, text });
  };

  const openAll = async (paths: readonly string[]) => {
    const { active } = get().documents;
    for (const path of paths) await open(path);
    if (active) dispatch({ type: 'documents/activate', path: active });
  };

  const reveal = async (path: string, range: Range) => {
    dispatch({ type: 'layout/activity', activity: 'schemas' });
    await open(path);
    if (!editor) return;
    if (editor.getModel() !== modelOf(path)) editor.setModel(modelOf(path));
    editor.setSelection(toMonaco(range));
    editor.revealRangeInCenterIfOutsideViewport(toMonaco(range));
    editor.focus();
  };

  registerLanguage(createLanguageClient(host), {
    prepare,
    openAll,
    reveal: (path, range) => reveal(path, fromMonaco(range)),
  });

  return {
    open,
    async close(path) {
      await journal.flush();
      const tab = tabOf(path);
      if (tab?.journaled.state === 'failed') return notifyFailure(tab.journaled.failure);
      live.forget(path);
      journal.forget(path);
      dispatch({ type: 'documents/close', path });
      modelOf(path)?.dispose();
    },
    textOf,
    replaceText,
    refresh,
    async written(path, text) {
      journal.forget(path);
      const reply = await host.call('document.open', { path });
      if (!reply.ok) return notifyFailure(reply.failure);
      const draft = textOf(path) !== text;
      dispatch({ type: 'documents/based-on', path, fileHash: reply.value.currentHash, draft });
      if (draft) record(path);
    },
    async revert(path) {
      journal.forget(path);
      const reply = await host.call('document.revert', { path });
      if (!reply.ok) return notifyFailure(reply.failure);
      takeOver(path, reply.value.fileHash, reply.value.text);
    },
    keep(path) {
      dispatch({ type: 'documents/outside-kept', path });
      record(path);
    },
    async filesChanged(paths) {
      for (const path of paths) if (!tabOf(path)) modelOf(path)?.dispose();
      await Promise.all(paths.filter((path) => tabOf(path)).map(look));
      const { active } = get().documents;
      // A page may use any other file of the project: its picture may have changed with it.
      if (active && paths.length > 0) refresh(active);
    },
    flush: () => journal.flush(),
    attach(next) {
      editor = next;
      return () => {
        editor = null;
      };
    },
    keyPressed(at) {
      lastKey = at;
    },
    reveal,
    revealProblem(direction) {
      const { active: path } = get().documents;
      const position = editor?.getPosition();
      if (!path || !position) return;
      const { diagnostics } = previewOf(get().preview, path);
      const at = { line: position.lineNumber, column: position.column };
      const problem = nextProblem(
        diagnostics.filter((problem) => isIn(path, problem)),
        at,
        direction,
      );
      if (problem?.range) void reveal(path, problem.range);
    },
    cursor() {
      const { active: path } = get().documents;
      const model = editor?.getModel();
      const position = editor?.getPosition();
      return path && model && position ? { path, offset: model.getOffsetAt(position) } : null;
    },
    focus: () => editor?.focus(),
  };
}

const fromMonaco = (range: monaco.IRange): Range => ({
  start: { line: range.startLineNumber, column: range.startColumn },
  end: { line: range.endLineNumber, column: range.endColumn },
});

const toMonaco = ({ start, end }: Range): monaco.IRange => ({
  startLineNumber: start.line,
  startColumn: start.column,
  endLineNumber: end.line,
  endColumn: end.column,
});
