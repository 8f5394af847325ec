/**
 * What editors ask about a document and a position in it. Pure functions: a project as it stands in memory, a view of
 * one of its texts, an offset. They work in broken texts, and everything they know comes from where it is declared:
 * the shapes of documents, the definitions of components, schemas, and the checker itself.
 */
export { type ColorPlace, colorsIn, presentationsAt } from './colors.ts';
export { complete } from './completion.ts';
export { fixesAt, type QuickFix, safeFixes, spanOfProblem } from './fixes.ts';
export { type Hover, hover } from './hover.ts';
export type { Item, ItemKind } from './items.ts';
export {
  type DocumentView,
  type LanguageProject,
  type Location,
  type ProjectText,
  viewAt,
  viewOf,
  viewsOf,
} from './project.ts';
export { type ProjectEdit, rename, renameTarget, type TextEdit } from './rename.ts';
export { type SemanticToken, semanticKinds, semanticTokens } from './semantic-tokens.ts';
export { RequestRefused } from './server/refused.ts';
export { type LanguageServer, newLanguageServer } from './server/server.ts';
export type { LanguageHost, StoredProject } from './server/workspace.ts';
export { type Signature, signatureAt } from './signature.ts';
export { type Fold, folds, formatted, links, type OutlineItem, outline, surroundings } from './structure.ts';
export { definitionsAt, referencesAt } from './symbols.ts';
export type { Span } from './text.ts';
export { withTexts } from './with-texts.ts';
