import { hashJson } from '../document/canonical.ts';
import type {
  ComponentDocument,
  Json,
  JsonObject,
  JsonSchema,
  LibraryDocument,
  PageDocument,
  SlotDefinition,
  StudioDocument,
  ThemeDocument,
} from '../document/types.ts';
import type { HostManifests } from '../engine.ts';
import { messageArguments } from '../messages/index.ts';
import type { Resolved } from '../stages/flow.ts';
import { type IncludedPage, includedPages } from '../stages/included-pages.ts';
import type {
  ComponentContract,
  Definition,
  DocumentContract,
  FormContract,
  PageContract,
  SlotContract,
} from './contract.ts';
import { actionFacts, treeFacts } from './tree-facts.ts';

/** The contract of a document whose parts were found and flattened. */
export function contractOf(resolved: Resolved, manifests: HostManifests): DocumentContract {
  const { document } = resolved.unit;
  return {
    id: document.id,
    version: document.version,
    kind: document.kind,
    requires: { core: document.requires?.core ?? null, features: [...(document.requires?.features ?? [])].sort() },
    dependencies: dependenciesOf(document),
    defs: definitionsOf(resolved),
    messages: messagesOf(document),
    page: document.kind === 'page' || document.kind === 'layout' ? pageContract(resolved, manifests) : null,
    component: document.kind === 'component' ? componentContract(resolved, document) : null,
    tokens: document.kind === 'theme' ? tokensOf(document) : {},
    content: hashJson(contentOf(document)),
    whole: hashJson(wholeOf(document)),
  };
}

function dependenciesOf({ uses = {}, extends: base }: StudioDocument): DocumentContract['dependencies'] {
  const references = [...Object.values(uses), ...(base === undefined ? [] : [base])];
  return Object.fromEntries(
    references
      .map((reference) => [reference.slice(0, reference.indexOf('@')), reference.slice(reference.indexOf('@') + 1)])
      .sort(([a = ''], [b = '']) => (a < b ? -1 : 1)),
  );
}

/** `defs.components` is private to its document. */
function definitionsOf({ unit, definitions }: Resolved): DocumentContract['defs'] {
  const { defs = {} } = unit.document as LibraryDocument;
  const found: Record<string, Definition> = {};
  for (const [family, entries] of Object.entries(defs)) {
    if (family === 'components') continue;
    for (const [name, entry] of Object.entries(entries as JsonObject)) {
      const schema = family === 'types' ? (definitions.get(name) ?? null) : null;
      found[`${family}/${name}`] = { schema, content: hashJson(entry) };
    }
  }
  return found;
}

/** Only `messages` and `library` documents share theirs. */
function messagesOf(document: StudioDocument): DocumentContract['messages'] {
  if (document.kind !== 'messages' && document.kind !== 'library') return {};
  const found: Record<string, Set<string>> = {};
  for (const texts of Object.values(document.messages ?? {})) {
    for (const [key, text] of Object.entries(texts)) {
      found[key] ??= new Set();
      for (const name of Object.keys(messageArguments(text).arguments)) found[key].add(name);
    }
  }
  return Object.fromEntries(Object.entries(found).map(([key, names]) => [key, [...names].sort()]));
}

function pageContract(resolved: Resolved, manifests: HostManifests): PageContract {
  const { page, root, components, unit } = resolved;
  const facts = treeFacts(
    root,
    components.map(({ view }) => view),
  );
  const included = root ? includedPages([root]) : [];
  for (const { submit } of Object.values(page.forms)) actionFacts(submit, facts);
  for (const { include } of included) {
    // Its nodes are its own.
    const own = treeFacts(null, include.content);
    for (const { submit } of Object.values(include.page.forms)) actionFacts(submit, own);
    for (const call of own.calls) facts.calls.add(call);
    for (const event of own.emits) facts.emits.add(event);
  }
  // A host answers the data and takes the forms of every page that is shown here.
  const data = namesOf(page, included, (one) => one.data);
  const forms = namesOf(page, included, (one) => one.forms);
  const { overrides = {}, tests } = unit.document as PageDocument;
  const named = [
    ...facts.targets,
    ...Object.keys(overrides),
    ...(tests?.masks ?? []).flatMap(({ node }) => node ?? []),
    ...(tests?.cases ?? []).flatMap(({ steps = [] }) => steps.map((one) => String(one['node'] ?? one['target'] ?? ''))),
  ];
  return {
    route: page.route,
    access: page.access,
    params: page.params,
    context: page.context,
    data: Object.fromEntries(
      Object.entries(data).map(([name, { source, optional = false, schema }]) => [name, { source, optional, schema }]),
    ),
    forms: Object.fromEntries(
      Object.entries(forms).map(([name, form]) => [name, formContract(form, manifests)] as const),
    ),
    calls: [...facts.calls].sort(),
    emits: [...facts.emits].sort(),
    slots: facts.slots,
    nodes: [...facts.nodes].sort(),
    namedNodes: [...new Set(named.filter((id) => facts.nodes.has(id)))].sort(),
  };
}

/** A part of a page's contract, with that of included pages under `<include id>.<name>`. */
function namesOf<T>(
  page: Resolved['page'],
  included: readonly IncludedPage[],
  part: (page: Resolved['page']) => Readonly<Record<string, T>>,
): Readonly<Record<string, T>> {
  const inner = included.flatMap(({ id, include }) =>
    Object.entries(part(include.page)).map(([name, value]) => [`${id}.${name}`, value] as const),
  );
  return { ...part(page), ...Object.fromEntries(inner) };
}

function formContract(form: Resolved['page']['forms'][string], manifests: HostManifests): FormContract {
  const { call, sends } = submitOf(form.submit);
  const calls = (manifests.calls?.['calls'] ?? {}) as Readonly<Record<string, JsonObject>>;
  const args = call !== null && Object.hasOwn(calls, call) ? calls[call]?.['args'] : undefined;
  const isKnown = args !== undefined && !JSON.stringify(args).includes('"$ref"');
  // Named arguments stand between the form and the call; they are checked where they are written.
  const takes = sends ? (isKnown ? (args as JsonSchema) : null) : true;
  return {
    schema: form.schema,
    rules: Object.fromEntries((form.rules ?? []).map((rule) => [rule.id, hashJson(contentOfRule(rule))])),
    call,
    takes,
  };
}

/** The call a valid form goes to, and whether it is given the whole value. */
function submitOf(submit: Json | undefined): { readonly call: string | null; readonly sends: boolean } {
  const actions = (Array.isArray(submit) ? submit : [submit]) as readonly (JsonObject | undefined)[];
  const request = actions.find((action) => typeof action?.['call'] === 'string');
  const given = request?.['with'];
  return { call: (request?.['call'] as string | undefined) ?? null, sends: given === undefined };
}

/** Words of a rule may change freely. */
const contentOfRule = ({ message: _, ...rule }: { readonly message: string }): unknown => rule;

function componentContract(resolved: Resolved, document: ComponentDocument): ComponentContract {
  return {
    props: resolved.component?.props ?? true,
    slots: Object.fromEntries(
      Object.entries(document.slots ?? {}).map(([name, definition]) => [name, slotContract(definition)]),
    ),
    events: Object.fromEntries(
      Object.entries(document.events ?? {}).map(([name, event]) => [name, detailOf(event)] as const),
    ),
    parts: [...(document.parts ?? [])].sort(),
    tokens: Object.fromEntries(
      Object.entries(document.tokens ?? {}).map(([name, token]) => [
        name,
        (token as JsonObject | null)?.['type'] ?? '',
      ]),
    ),
    valueType: document.valueType ?? null,
  };
}

const slotContract = ({ required, min = 0, max, accepts, provide }: SlotDefinition): SlotContract => ({
  required: required === true || min > 0,
  min,
  max: max ?? null,
  accepts: accepts ? [...accepts].sort() : null,
  provide: Object.keys(provide ?? {}).sort(),
});

function detailOf(event: Json): JsonSchema | null {
  const detail =
    typeof event === 'object' && event !== null && !Array.isArray(event) ? (event as JsonObject)['detail'] : null;
  return typeof detail === 'object' && detail !== null && !Array.isArray(detail) ? (detail as JsonSchema) : null;
}

/** Token paths of all sets and modifiers of a theme, with what they hold there. */
function tokensOf({ tokens }: ThemeDocument): DocumentContract['tokens'] {
  const found: Record<string, unknown[]> = {};
  collectTokens(tokens, [], found);
  return Object.fromEntries(Object.entries(found).map(([path, values]) => [path, { value: hashJson(values) }]));
}

/** `sets.brand.sources.0.color.action.bg` is the token `color.action.bg`. */
const wrapping = /^(sets\.[^.]+\.sources\.\d+|modifiers\.[^.]+\.contexts\.[^.]+\.\d+)\.?/;

function collectTokens(value: Json, path: readonly string[], found: Record<string, unknown[]>): void {
  if (typeof value !== 'object' || value === null || path.length > 40) return;
  if (!Array.isArray(value) && Object.hasOwn(value, '$value')) {
    const name = path.join('.').replace(wrapping, '');
    found[name] = [...(found[name] ?? []), (value as JsonObject)['$value']];
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    if (!key.startsWith('$')) collectTokens(item as Json, [...path, key], found);
  }
}

/** Keys that are rendered or shown, and that nobody else relies on. */
const contentKeys = [
  'view',
  'head',
  'overrides',
  'messages',
  'title',
  'components',
  'activate',
  'breakpoints',
  'fonts',
];

function contentOf(document: StudioDocument): JsonObject {
  const keys = document.kind === 'page' || document.kind === 'layout' ? [...contentKeys, 'slots'] : contentKeys;
  return Object.fromEntries(keys.flatMap((key) => (key in document ? [[key, (document as never)[key]]] : [])));
}

function wholeOf(document: StudioDocument): JsonObject {
  const { version: _, tests: __, ext: ___, $schema: ____, meta: _____, ...rest } = document as PageDocument;
  return rest as unknown as JsonObject;
}
