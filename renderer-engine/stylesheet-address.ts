import type { CompiledStyles, ProjectSettings } from './engine.ts';
import { sheetAddress } from './html/addresses.ts';
import { baseOf } from './stages/6-render/site.ts';

/** `{base}_ui/styles/{12 hex of the sheet's hash}.css`: where hosts serve a sheet and pages find it. */
export const stylesheetAddress = (styles: CompiledStyles, settings: ProjectSettings = {}): string =>
  sheetAddress(baseOf(settings), styles.hash);
