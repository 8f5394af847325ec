import type { DocumentKind } from '../types.ts';
import { componentKeys } from './component.ts';
import { envelope, messages } from './envelope.ts';
import { definitions, pageShape } from './page.ts';
import { type ObjectShape, object, optional } from './shape.ts';
import { tests } from './tests.ts';
import { themeShape } from './theme.ts';

/** The shape of every kind of document: the one source for checking, editor schemas and docs. */
export const documentShapes: Readonly<Record<DocumentKind, ObjectShape>> = {
  page: pageShape('page'),
  layout: pageShape('layout'),
  component: object('A component', {
    ...envelope('component'),
    ...componentKeys,
    defs: optional(definitions, 'Parts to refer to.'),
    tests: optional(tests, 'Fixtures and visual tests.'),
  }),
  theme: themeShape,
  messages: object('A messages document', { ...envelope('messages'), messages: optional(messages, 'Texts.') }),
  library: object('A library', {
    ...envelope('library'),
    defs: optional(definitions, 'Parts to refer to.'),
    messages: optional(messages, 'Texts by locale and key.'),
  }),
};
