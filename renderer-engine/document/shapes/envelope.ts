import { names } from '../names.ts';
import type { DocumentKind } from '../types.ts';
import { any, choice, declaring, type KeyShape, list, map, naming, object, optional, text } from './shape.ts';

const meta = object('"meta"', {
  owner: optional(text(), 'Who looks after the document.'),
  tags: optional(list(text()), 'Words to find it by.'),
  category: optional(text(), 'Where palettes list it.'),
  icon: optional(text(), 'Its icon in palettes.'),
  status: optional(choice('draft', 'beta', 'stable', 'deprecated'), 'How settled it is.'),
  deprecated: optional(
    object('"deprecated"', {
      since: optional(text(), 'Version that deprecated it.'),
      use: optional(text(), 'What to use instead.'),
      reason: optional(text(), 'Why.'),
      removeIn: optional(text(), 'Version that will remove it.'),
    }),
    'Set when it should not be used any more.',
  ),
});

const requirements = object('"requires"', {
  core: optional(text(), 'Versions of the engine it works with.'),
  features: optional(list(text()), 'Features of the engine it needs.'),
});

/** What every document starts with (language.md 2.1). Wrong values have a stand-in, so that the rest still shows. */
export const envelope = (kind: DocumentKind): Readonly<Record<string, KeyShape>> => ({
  $schema: {
    shape: text(),
    about: 'Address of the schema of this kind of document; it carries the major version of the language.',
    required: true,
    fallback: `https://schema-studio.dev/ui/1/${kind}.json`,
  },
  kind: { shape: choice(kind), about: 'What kind of document this is.', required: true, fallback: kind },
  id: { shape: text(names.documentId), about: 'Namespace and path.', required: true, fallback: `draft/${kind}` },
  version: { shape: text(names.version), about: 'Semantic version.', required: true, fallback: '0.0.0' },
  title: { shape: text(), about: 'Its name for people.', required: true, fallback: '' },
  description: optional(text(), 'What it is for.'),
  meta: optional(meta, 'For palettes and search; never rendered.'),
  requires: optional(requirements, 'What it asks of the engine.'),
  uses: optional(
    declaring('alias', map(names.name, naming('document', text(names.documentReference)))),
    'Other documents, by a name of your choice.',
  ),
  ext: optional(map(names.reverseDomain, any), 'Anything for other tools, under reverse-domain keys; ignored.'),
});

/** Texts by locale and key. */
export const messages = map(names.locale, declaring('message', map(names.dotted, text())));

export const extending = optional(
  naming('document', text(names.documentReference)),
  'The document this one is based on.',
);
