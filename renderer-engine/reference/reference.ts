import { catalog } from '../components/catalog.ts';
import { componentPage } from './component-page.ts';
import { componentFile, componentsIndex } from './components-index.ts';
import { type DiagnosticSample, diagnosticsPage } from './diagnostics-page.ts';
import { documentsPage } from './documents-page.ts';
import { expressionsPage } from './expressions-page.ts';
import { functionsPage } from './functions-page.ts';
import { iconsPage } from './icons-page.ts';
import { limitsPage } from './limits-page.ts';

/**
 * The reference of the language as Markdown, by file name below `docs/language/`: made from the definitions that parser,
 * checker and renderer use, so it cannot say anything else than they do.
 */
export const languageReference = (samples: readonly DiagnosticSample[]): Readonly<Record<string, string>> => ({
  'components.md': componentsIndex(),
  ...Object.fromEntries([...catalog.values()].map((component) => [componentFile(component), componentPage(component)])),
  'documents.md': documentsPage(),
  'expressions.md': expressionsPage(),
  'functions.md': functionsPage(),
  'diagnostics.md': diagnosticsPage(samples),
  'icons.md': iconsPage(),
  'limits.md': limitsPage(),
});
