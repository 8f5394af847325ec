import core from '../../assets/themes/core.theme.json' with { type: 'json' };
import type { ThemeDocument } from '../document/types.ts';
import type { DocumentSource } from '../engine.ts';

/** The theme that ships with the engine; all others extend it, and pages without a theme use it. */
export const coreTheme = core as unknown as ThemeDocument;

const coreThemeText = JSON.stringify(core);

/** Documents that ship with the engine, for `uses` and `extends`. */
export const coreDocuments: DocumentSource = {
  find: (id) => (id === coreTheme.id ? [{ text: coreThemeText, file: coreTheme.id }] : []),
};
