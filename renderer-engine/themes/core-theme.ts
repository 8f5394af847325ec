import core from '../../assets/themes/core.theme.json' with { type: 'json' };
import type { ThemeDocument } from '../document/types.ts';

/** The theme that ships with the engine; all others extend it, and pages without a theme use it. */
export const coreTheme = core as unknown as ThemeDocument;
