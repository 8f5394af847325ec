import { names } from '../document/names.ts';
import {
  any,
  anyNumber,
  choice,
  conditionalSchema,
  count,
  either,
  flag,
  list,
  map,
  object,
  optional,
  required,
  type Shape,
  text,
} from '../document/shapes/shape.ts';

const viewport = object('A viewport', {
  width: required(count, 'Pixels.'),
  height: required(count, 'Pixels.'),
  dpr: optional(anyNumber, 'Device pixels per pixel; 1 by default.'),
});

const anyName = { what: 'name', pattern: /^\S{1,64}$/, rule: 'write a name without spaces' };

/** `//` would be the name of a host. */
const basePath = {
  what: 'path',
  pattern: /^\/?(?:(?!\.\.?(?:\/|$))[A-Za-z0-9._~-]+(?:\/|$))*$/,
  rule: 'write a path such as "/" or "/shop/"',
};

/** Document id → locale → key → text. */
const overrides = map(names.documentId, map(names.locale, map(names.dotted, text())));

/** `studio.json` (language.md 2.4). */
export const settingsShape: Shape = object('"studio.json"', {
  $schema: optional(text(), 'Address of the schema of this file.'),
  name: required(text(), 'What the project is called.'),
  namespace: optional(text(), 'First part of the ids of its documents.'),
  engine: optional(text(), 'Versions of the engine it works with.'),
  theme: optional(text(names.documentId), 'Theme its pages are shown with.'),
  access: optional(
    either(choice('public', 'user'), object('"access"', { roles: required(list(text()), 'Who may see it.') })),
    'Who may see a page that says nothing itself.',
  ),
  packages: optional(list(text()), 'Folders to look for component packages in, as paths from here.'),
  locales: optional(
    object('"locales"', {
      default: optional(text(names.locale), 'Language of texts that no other language has.'),
      required: optional(list(text(names.locale)), 'Languages every message must have.'),
    }),
    'Languages.',
  ),
  messages: optional(overrides, 'Other words for messages, by document; `core/words` are those of the engine.'),
  tenants: optional(
    map(anyName, object('A tenant', { messages: optional(overrides, 'Its own words.') })),
    'What is different for tenants, by the id they have in `ctx.tenant`.',
  ),
  viewports: optional(map(anyName, viewport), 'Sizes to look at pages in.'),
  site: optional(
    object('"site"', {
      origin: optional(text(), 'Where the site is served.'),
      base: optional(text(basePath), 'Path it is served below.'),
      images: optional(list(text()), 'Other places pictures may come from.'),
      errors: optional(map(anyName, text(names.documentId)), 'Pages for errors, by status.'),
    }),
    'The site the pages are part of.',
  ),
});

const entry = {
  version: optional(text(), 'Version of its contract.'),
  description: optional(text(), 'What it is for.'),
  scope: optional(text(), 'Permission the host asks for.'),
  timeout: optional(text(names.duration), 'How long it may take.'),
  args: optional(conditionalSchema, 'What it is given.'),
  examples: optional(any, 'Sample answers for previews and tests.'),
};
const head = {
  $schema: optional(text(), 'Address of the schema of this file.'),
  uses: optional(map(names.name, text(names.documentReference)), 'Documents whose types it uses.'),
  ext: optional(any, 'Anything for other tools.'),
};

/** `sources.manifest.json`. */
export const sourcesShape: Shape = object('"sources.manifest.json"', {
  ...head,
  sources: required(
    map(
      names.dotted,
      object('A source', {
        ...entry,
        result: required(conditionalSchema, 'What it answers.'),
        vary: optional(choice('none', 'tenant', 'user'), 'Whose answer it is.'),
        ttl: optional(text(names.duration), 'How long an answer may be kept.'),
      }),
    ),
    'What data the host offers.',
  ),
});

/** `calls.manifest.json`. */
export const callsShape: Shape = object('"calls.manifest.json"', {
  ...head,
  calls: optional(
    map(
      names.dotted,
      object('A call', {
        ...entry,
        result: optional(conditionalSchema, 'What it answers.'),
        safe: optional(flag, 'Has no effect, so it may be a link.'),
        idempotent: optional(flag, 'Twice is the same as once.'),
        failures: optional(map(anyName, text()), 'What can go wrong, by status.'),
      }),
    ),
    'What the host can do.',
  ),
  functions: optional(
    map(
      names.name,
      object('A function', {
        version: entry.version,
        description: entry.description,
        parameters: optional(
          list(
            object('A parameter', {
              name: required(text(names.name), 'What documentation calls it.'),
              schema: optional(conditionalSchema, 'What it takes.'),
              optional: optional(flag, 'It may be left out; those behind it may, too.'),
            }),
          ),
          'What it is given, in order.',
        ),
        result: required(conditionalSchema, 'What it gives.'),
      }),
    ),
    'Functions that expressions call, beside those of the language.',
  ),
  checks: optional(
    map(
      names.dotted,
      object('A check', {
        ...entry,
        result: optional(conditionalSchema, 'What it answers.'),
        ttl: optional(text(names.duration), 'How long an answer holds; without it each is asked for anew.'),
      }),
    ),
    'Rule functions of forms.',
  ),
});
