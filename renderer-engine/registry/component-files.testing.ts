import { createEngine } from '../create-engine.ts';
import type { Json, JsonObject } from '../document/types.ts';
import type { RegistryFile } from './registered-file.ts';
import { createRegistry } from './registry.ts';
import type { RegistryEvent, RegistryOptions } from './registry-options.ts';

/** Documents small enough to read in a test, and a registry over them. */
export const component = (id: string, version: string, more: JsonObject = {}): JsonObject => ({
  $schema: 'https://schema-studio.dev/ui/1/component.json',
  kind: 'component',
  id,
  version,
  title: 'Note',
  props: { type: 'object', properties: { text: { type: 'string' } } },
  view: { id: 'root', type: 'Text', props: { text: `\${props.text ?? '${version}'}` } },
  examples: [{ id: 'one', props: { text: 'Hello' } }],
  ...more,
});

/** A page, or with another kind any document, that shows `uses` as `A`, `B` … */
export const page = (id: string, uses: readonly string[], more: JsonObject = {}): JsonObject => ({
  $schema: 'https://schema-studio.dev/ui/1/page.json',
  kind: 'page',
  id,
  version: '1.0.0',
  title: 'Page',
  uses: Object.fromEntries(uses.map((reference, at) => [aliasOf(at), reference])),
  view: {
    id: 'root',
    type: 'Stack',
    children: uses.map((_, at) => ({ id: `n${at}`, type: aliasOf(at) })),
  },
  ...more,
});

/** A component made of another one. */
export const wrapper = (id: string, version: string, uses: string, props: JsonObject = {}): JsonObject =>
  component(id, version, {
    uses: { Inner: uses },
    view: { id: 'root', type: 'Box', children: [{ id: 'inner', type: 'Inner', props }] },
  });

const aliasOf = (at: number): string => String.fromCharCode(65 + at);

export const file = (path: string, document: Json | string, more: Partial<RegistryFile> = {}): RegistryFile => {
  const text = typeof document === 'string' ? document : JSON.stringify(document, null, 1);
  const id = /"id": "([^"]+)"/.exec(text)?.[1] ?? null;
  const kind = path.endsWith('.component.json') ? 'component' : path.endsWith('.library.json') ? 'library' : 'page';
  return { path, text, id, kind, origin: 'project', ...more };
};

export function registryOver(files: readonly RegistryFile[], options: Partial<RegistryOptions> = {}) {
  const registry = createRegistry({ engine: (documents) => createEngine({ documents }), ...options });
  const events: RegistryEvent[] = [];
  registry.update(files);
  registry.work();
  registry.on((event) => events.push(event));
  const engine = createEngine({ documents: registry.documents });
  return {
    registry,
    events,
    engine,
    /** A saved file, worked off. */
    save(...saved: readonly RegistryFile[]) {
      registry.update(saved);
      registry.work();
    },
    /** Text of a page in use, as a visitor reads it. */
    textOf(path: string): string {
      const { program, diagnostics } = engine.compile(registry.snapshot().files.get(path)?.text ?? '');
      if (!program) return diagnostics.map(({ message }) => message).join(' ');
      return engine
        .render(program)
        .html.replace(/^.*<main[^>]*>/s, '')
        .replaceAll(/<[^>]+>/g, ' ')
        .trim();
    },
  };
}
