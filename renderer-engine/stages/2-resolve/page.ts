import { intersectAll } from '../../document/flatten-schema.ts';
import { merge } from '../../document/merge.ts';
import { step } from '../../document/pointer.ts';
import type {
  DataSource,
  FormDefinition,
  Json,
  JsonObject,
  JsonSchema,
  Messages,
  PageDocument,
  StudioDocument,
} from '../../document/types.ts';
import type { FrontContext, Origin, ResolvedPage, Unit } from '../flow.ts';
import type { References } from './references.ts';
import { chainOf } from './units.ts';

/** The contract of a page, its bases merged in: base first, schemas narrowed, never widened (language.md 5.3). */
export function resolvePage(
  unit: Unit,
  units: readonly Unit[],
  references: References,
  context: FrontContext,
): ResolvedPage {
  const chain = [...chainOf(unit)].reverse();
  const origins = new Map<string, Origin>();
  const pages = chain.map((one) => one.document as PageDocument);
  const named = <T>(family: 'params' | 'data' | 'forms', combine: (written: readonly Written<T>[]) => T) => {
    const result: Record<string, T> = {};
    const all = writtenIn<T>(family, chain);
    for (const [name, written] of all) {
      origins.set(`${family}.${name}`, written.at(-1)!.origin);
      result[name] = combine(written);
    }
    return result;
  };
  const schemaOf = (written: readonly Written<JsonSchema>[]): JsonSchema => {
    const parts = written.map(({ value, origin }) => references.schema(value, origin));
    const { unit: owner, pointer } = written.at(-1)!.origin;
    const sources = written.map(({ origin }) => `${origin.unit.name}#${origin.pointer}`);
    return intersectAll(parts, sources, pointer, (problem) => references.tellSchema(problem, owner));
  };
  const params = named<JsonSchema>('params', schemaOf);
  const data = named<DataSource>('data', (written) => ({
    ...mergeAll(written),
    schema: schemaOf(written.map(schemaPart)),
  }));
  const forms = named<FormDefinition>('forms', (written) => ({
    ...mergeAll(written),
    schema: schemaOf(written.map(schemaPart)),
  }));
  chain.forEach((one, index) => {
    for (const key of Object.keys(pages[index]?.head ?? {})) {
      origins.set(`head.${key}`, { unit: one, pointer: step('/head', key) });
    }
  });
  const contexts = chain.flatMap((one, index) => {
    const schema = pages[index]?.context;
    return schema === undefined ? [] : [{ value: schema, origin: { unit: one, pointer: '/context' } }];
  });
  return {
    route: (unit.document as PageDocument).route ?? null,
    access: pages.findLast(({ access }) => access !== undefined)?.access ?? context.settings.access ?? 'public',
    head: pages.reduce<JsonObject>((head, page) => (merge(head, page.head) ?? {}) as JsonObject, {}),
    params,
    data,
    forms,
    context: contexts.length > 0 ? schemaOf(contexts) : null,
    messages: new Map(units.map((one) => [one, messagesOf(one)])),
    origins,
  };
}

interface Written<T> {
  readonly value: T;
  readonly origin: Origin;
}

function writtenIn<T>(family: 'params' | 'data' | 'forms', chain: readonly Unit[]): ReadonlyMap<string, Written<T>[]> {
  const all = new Map<string, Written<T>[]>();
  for (const unit of chain) {
    const entries = (unit.document as PageDocument)[family] as Readonly<Record<string, T>> | undefined;
    for (const [name, value] of Object.entries(entries ?? {})) {
      const written = { value, origin: { unit, pointer: step(`/${family}`, name) } };
      all.set(name, [...(all.get(name) ?? []), written]);
    }
  }
  return all;
}

/** All but the schemas, which narrow each other instead. */
function mergeAll<T extends { readonly schema: JsonSchema }>(written: readonly Written<T>[]): T {
  const first = written[0]!.value;
  return written.slice(1).reduce<T>((base, { value }) => {
    const { schema: _, ...rest } = value;
    return { ...(merge(base as unknown as Json, rest as unknown as Json) as unknown as T) };
  }, first);
}

const schemaPart = <T extends { readonly schema: JsonSchema }>({ value, origin }: Written<T>): Written<JsonSchema> => ({
  value: value.schema,
  origin: { unit: origin.unit, pointer: `${origin.pointer}/schema` },
});

/** A document's messages over those of its bases. */
function messagesOf(unit: Unit): Messages {
  return [...chainOf(unit)]
    .reverse()
    .reduce<Messages>((all, { document }) => (merge(all, ownMessages(document)) ?? {}) as Messages, {});
}

const ownMessages = (document: StudioDocument): Messages => ('messages' in document && document.messages) || {};
