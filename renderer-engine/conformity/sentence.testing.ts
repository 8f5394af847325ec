import type { EngineOptions, RenderInput } from '../engine.ts';

/**
 * Sentences of the language, each with a document that keeps to it or breaks it. What has a sample of its own (a
 * keyword, a diagnostic, a component) stands there; this is for the rest.
 */
export interface Sentence {
  readonly says: string;
  readonly document: object;
  readonly others?: readonly object[];
  readonly options?: EngineOptions;
  readonly input?: RenderInput;
  /** `code pointer`, in order. */
  readonly told: readonly string[];
  /** Part of the page. */
  readonly shows?: string;
}

/** A section of the language by its number, and what it says. */
export type Section = readonly [section: string, sentences: readonly Sentence[]];

export const document = (kind: string, id: string, more: object) => ({
  $schema: `https://schema-studio.dev/ui/1/${kind}.json`,
  kind,
  id,
  version: '1.0.0',
  title: 'T',
  ...more,
});
export const page = (more: object, children: readonly unknown[] = []) =>
  document('page', 'acme/page', { view: { id: 'root', type: 'Stack', children }, ...more });
export const extending = (more: object) => document('page', 'acme/page', { extends: 'acme/base@^1.0.0', ...more });
export const component = (more: object) =>
  document('component', 'acme/part', { view: { id: 'in', type: 'Text', props: { text: 'part' } }, ...more });
export const part = (more: object = {}) =>
  page({ uses: { Part: 'acme/part@^1.0.0' } }, [{ id: 'one', type: 'Part', ...more }]);
export const words = (text: string, more: object = {}) => ({ id: 'words', type: 'Text', props: { text }, ...more });

export const base = document('layout', 'acme/base', {
  view: {
    id: 'base',
    type: 'Stack',
    children: [words('base'), { id: 'main', type: 'Slot', props: { name: 'default' } }],
  },
});
export const order = { schema: { type: 'object', properties: { count: { type: 'integer' } } } };
export const count = { id: 'count', type: 'NumberInput', bind: '/count', props: { label: 'Count' } };
export const assert = '${form.value.count > 3}';
export const styles = { roomy: { gap: '{space.4}' } };
export const nodes = { frame: { id: 'frame', type: 'Stack', children: ['inside'] } };
export const circle = { Ping: { $ref: '#/defs/types/Pong' }, Pong: { $ref: '#/defs/types/Ping' } };
