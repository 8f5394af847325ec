import type { editor } from 'monaco-editor/editor/editor.api';

/** Monaco draws on its own and cannot read CSS variables: the same colors as `ui/tokens.css`. */
export function defineThemes(api: Pick<typeof editor, 'defineTheme'>): void {
  api.defineTheme('studio-light', {
    base: 'vs',
    inherit: true,
    rules: [
      { token: 'string.key.json', foreground: '3f3bbd' },
      { token: 'string.value.json', foreground: '1a6b3f' },
      { token: 'number.json', foreground: '9a4a00' },
      { token: 'keyword.json', foreground: 'a3247f' },
      { token: 'delimiter', foreground: '5c5c68' },
    ],
    colors: {
      'editor.background': '#ffffff',
      'editor.foreground': '#1c1c21',
      'editorLineNumber.foreground': '#73737f',
      'editorLineNumber.activeForeground': '#1c1c21',
      'editor.lineHighlightBackground': '#f5f5f8',
      'editor.lineHighlightBorder': '#00000000',
      'editor.selectionBackground': '#d9d8fb',
      'editorIndentGuide.background1': '#ececf1',
      'editorIndentGuide.activeBackground1': '#c5c5d0',
      'editorWidget.background': '#ffffff',
      'editorWidget.border': '#e2e2e8',
      'editorHoverWidget.background': '#ffffff',
      'editorHoverWidget.border': '#e2e2e8',
      focusBorder: '#4f4bd6',
    },
  });
  api.defineTheme('studio-dark', {
    base: 'vs-dark',
    inherit: true,
    rules: [
      { token: 'string.key.json', foreground: 'b0aefa' },
      { token: 'string.value.json', foreground: '8fd6a8' },
      { token: 'number.json', foreground: 'efb073' },
      { token: 'keyword.json', foreground: 'ee95ce' },
      { token: 'delimiter', foreground: 'a2a2ae' },
    ],
    colors: {
      'editor.background': '#141417',
      'editor.foreground': '#ededf0',
      'editorLineNumber.foreground': '#7c7c89',
      'editorLineNumber.activeForeground': '#ededf0',
      'editor.lineHighlightBackground': '#1c1c21',
      'editor.lineHighlightBorder': '#00000000',
      'editor.selectionBackground': '#37357a',
      'editorIndentGuide.background1': '#25252b',
      'editorIndentGuide.activeBackground1': '#45454f',
      'editorWidget.background': '#1a1a1e',
      'editorWidget.border': '#2c2c32',
      'editorHoverWidget.background': '#1a1a1e',
      'editorHoverWidget.border': '#2c2c32',
      focusBorder: '#a09ef7',
    },
  });
}
