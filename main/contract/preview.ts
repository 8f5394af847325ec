import type { JSONSchemaType } from 'ajv';
import type { Diagnostic, StageReport, ThemeModifier } from '#engine';
import { method } from './method.ts';

/** What the preview shows a document with. Viewport and zoom are the window's own business. */
export interface PreviewOptions {
  /** Fixture or component example; null: the first one, else no data. */
  readonly fixture: string | null;
  /** Theme document id; null: the project's. */
  readonly theme: string | null;
  readonly locale: string | null;
  readonly scheme: 'light' | 'dark';
}

export interface Preview {
  readonly diagnostics: readonly Diagnostic[];
  readonly stages: readonly StageReport[];
  /** Null while the document has errors: the window keeps the last good picture. */
  readonly page: PreviewPage | null;
  readonly fixtures: readonly string[];
  readonly locales: readonly string[];
  /** Ids of the documents the page is made from besides its own text, the theme among them; taken from their files. */
  readonly uses: readonly string[];
}

export interface PreviewPage {
  /** The very bytes the server sends; its stylesheet link is to be replaced by `css`. */
  readonly html: string;
  readonly css: string;
  /** What the theme in use varies. */
  readonly modifiers: readonly ThemeModifier[];
  readonly programHash: string;
  /** Size of the compiled program as JSON text. */
  readonly bytes: number;
}

const options: JSONSchemaType<PreviewOptions> = {
  type: 'object',
  additionalProperties: false,
  required: ['fixture', 'theme', 'locale', 'scheme'],
  properties: {
    fixture: { type: 'string', nullable: true, maxLength: 80 } as never,
    theme: { type: 'string', nullable: true, maxLength: 200 } as never,
    locale: { type: 'string', nullable: true, maxLength: 40 } as never,
    scheme: { type: 'string', enum: ['light', 'dark'] },
  },
};

export const previewMethods = {
  /** Compiles and renders text as it stands in the editor, with other documents as they are in their files. Newer requests for the same path cancel older ones. */
  'preview.render': method<
    { path: string; text: string; options: PreviewOptions },
    Preview,
    'preview/superseded' | 'engine/stopped' | 'engine/timeout'
  >({
    type: 'object',
    additionalProperties: false,
    required: ['path', 'text', 'options'],
    properties: { path: { type: 'string', maxLength: 1024 }, text: { type: 'string', maxLength: 20_000_000 }, options },
  }),
  /** Every built-in component by its examples, as a page. */
  'preview.gallery': method<{ options: PreviewOptions }, Preview, 'engine/stopped' | 'engine/timeout'>({
    type: 'object',
    additionalProperties: false,
    required: ['options'],
    properties: { options },
  }),
  /** A stored version, rendered. */
  'preview.version': method<
    { hash: string; options: PreviewOptions },
    Preview,
    'version/not-found' | 'engine/stopped' | 'engine/timeout'
  >({
    type: 'object',
    additionalProperties: false,
    required: ['hash', 'options'],
    properties: { hash: { type: 'string', maxLength: 80 }, options },
  }),
};
