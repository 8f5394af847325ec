import { useEffect, useRef } from 'react';
import { useDesk, useStudio } from '../state/StudioContext.tsx';
import { useAppearance } from '../ui/use-appearance.ts';
import { uriOf } from './document-uri.ts';
import { activeTab } from './documents.ts';
import { monaco, textOptions } from './monaco.ts';

/** The text editor of the active document. One editor shows all of them, so that switching is instant. */
export function CodeEditor() {
  const { editing } = useDesk();
  const tab = useStudio(({ documents }) => activeTab(documents));
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<monaco.editor.IStandaloneCodeEditor>(null);
  const views = useRef(new Map<string, monaco.editor.ICodeEditorViewState>());
  const appearance = useAppearance();

  useEffect(() => {
    if (!place.current) return;
    const created = monaco.editor.create(place.current, {
      ...textOptions,
      model: null,
      ariaLabel: 'Document text',
      // Words of other places are no suggestions; those of the language come from the engine.
      wordBasedSuggestions: 'off',
      quickSuggestions: { strings: true, other: true, comments: false },
      suggest: { showWords: false, showStatusBar: true },
      'semanticHighlighting.enabled': true,
      gotoLocation: { multipleDefinitions: 'goto' },
      stickyScroll: { enabled: true, maxLineCount: 4 },
      wrappingIndent: 'indent',
      readOnlyMessage: { value: 'This file cannot be written to.' },
      scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
    });
    editor.current = created;
    const detach = editing.attach(created);
    void document.fonts.ready.then(() => monaco.editor.remeasureFonts());
    return () => {
      detach();
      created.dispose();
    };
  }, [editing]);

  const path = tab?.path ?? null;
  useEffect(() => {
    const shown = editor.current;
    if (!shown) return;
    const model = path === null ? null : monaco.editor.getModel(uriOf(path));
    if (shown.getModel() !== model) shown.setModel(model);
    const known = path === null ? undefined : views.current.get(path);
    if (known) shown.restoreViewState(known);
    return () => {
      const left = shown.getModel() === model ? shown.saveViewState() : null;
      if (path !== null && left) views.current.set(path, left);
    };
  }, [path]);

  const heavy = tab?.heavy != null;
  const readOnly = tab?.readOnly ?? false;
  useEffect(() => {
    const model = path === null ? null : monaco.editor.getModel(uriOf(path));
    if (model) monaco.editor.setModelLanguage(model, heavy ? 'plaintext' : 'json');
    editor.current?.updateOptions({
      readOnly,
      folding: !heavy,
      matchBrackets: heavy ? 'never' : 'always',
      bracketPairColorization: { enabled: !heavy },
      guides: { bracketPairs: heavy ? false : 'active', indentation: !heavy },
      occurrencesHighlight: heavy ? 'off' : 'singleFile',
      stickyScroll: { enabled: !heavy },
      wordWrap: heavy ? 'off' : 'on',
    });
  }, [path, heavy, readOnly]);

  useEffect(() => monaco.editor.setTheme(`studio-${appearance}`), [appearance]);

  return (
    <div
      ref={place}
      // Menus of the editor stand beside it; they take their colors from where it says so.
      className="code-editor monaco-component"
      hidden={path === null}
      onKeyDownCapture={(event) => editing.keyPressed(event.nativeEvent.timeStamp)}
    />
  );
}
