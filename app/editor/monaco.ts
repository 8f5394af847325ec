/** Monaco with the editor's core and JSON only; importing its main entry would bring every language and 7 MB of TypeScript. */
import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/caretOperations/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/codeAction/register';
import 'monaco-editor/features/codeEditor/register';
import 'monaco-editor/features/codicon/register';
import 'monaco-editor/features/colorPicker/register';
import 'monaco-editor/features/comment/register';
import 'monaco-editor/features/contextmenu/register';
import 'monaco-editor/features/cursorUndo/register';
import 'monaco-editor/features/diffEditor/register';
import 'monaco-editor/features/documentSymbols/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/folding/register';
import 'monaco-editor/features/format/register';
import 'monaco-editor/features/gotoLine/register';
import 'monaco-editor/features/gotoSymbol/register';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/indentation/register';
import 'monaco-editor/features/lineSelection/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/longLinesHelper/register';
import 'monaco-editor/features/multicursor/register';
import 'monaco-editor/features/parameterHints/register';
import 'monaco-editor/features/quickOutline/register';
import 'monaco-editor/features/readOnlyMessage/register';
import 'monaco-editor/features/referenceSearch/register';
import 'monaco-editor/features/rename/register';
import 'monaco-editor/features/semanticTokens/register';
import 'monaco-editor/features/smartSelect/register';
import 'monaco-editor/features/snippet/register';
import 'monaco-editor/features/suggest/register';
import 'monaco-editor/features/toggleTabFocusMode/register';
import 'monaco-editor/features/tokenization/register';
import 'monaco-editor/features/unusualLineTerminators/register';
import 'monaco-editor/features/wordHighlighter/register';
import 'monaco-editor/features/wordOperations/register';
import 'monaco-editor/features/wordPartOperations/register';
import * as monaco from 'monaco-editor/editor/editor.api';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import JsonWorker from 'monaco-editor/language/json/json.worker?worker';
// Loaded at once, not when the first document opens: it brings parts of Monaco that must be there before the first editor is.
import 'monaco-editor/languages/features/json/jsonMode';
import { StandaloneServices } from 'monaco-editor/editor/standalone/browser/standaloneServices';
import { jsonDefaults } from 'monaco-editor/languages/features/json/register';
import { IStorageService } from 'monaco-editor/platform/storage/common/storage';
import { defineThemes } from './themes.ts';

/** Scope and target of the editor's storage, by number: it keeps nothing beyond the window. */
const [profile, user] = [0, 0];

self.MonacoEnvironment = { getWorker: (_id, label) => (label === 'json' ? new JsonWorker() : new EditorWorker()) };

// Problems come from the engine; two judges of one document would contradict each other.
jsonDefaults.setDiagnosticsOptions({ validate: false, schemaValidation: 'ignore' });
jsonDefaults.setModeConfiguration({
  tokens: true,
  // The rest comes from the language server.
  foldingRanges: false,
  documentSymbols: false,
  documentFormattingEdits: false,
  documentRangeFormattingEdits: false,
  selectionRanges: false,
  diagnostics: false,
  completionItems: false,
  hovers: false,
  colors: false,
});

defineThemes(monaco.editor);

// What a suggestion means, and how an icon or a color looks, stands beside the list from the start.
StandaloneServices.get(IStorageService).store('expandSuggestionDocs', true, profile, user);

/** What the text editor and both sides of a comparison have in common. */
export const textOptions = {
  fontFamily: "'JetBrains Mono Variable', ui-monospace, monospace",
  fontSize: 13,
  lineHeight: 20,
  fontLigatures: false,
  minimap: { enabled: false },
  automaticLayout: true,
  scrollBeyondLastLine: false,
  fixedOverflowWidgets: true,
  renderLineHighlightOnlyWhenFocus: true,
  smoothScrolling: false,
  overviewRulerBorder: false,
  codeLens: false,
  links: false,
  padding: { top: 8, bottom: 8 },
} satisfies monaco.editor.IEditorOptions;

export { monaco };
