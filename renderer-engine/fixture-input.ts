import { fixtureChain } from './document/fixture-chain.ts';
import { fixturePosition, merge } from './document/merge.ts';
import type { Fixture, Json, JsonObject } from './document/types.ts';
import type { Compiled, DataFailure, HostManifests, RenderContext, RenderInput } from './engine.ts';
import { defaultContext } from './stages/6-render/context.ts';

/** What a case may say beyond its fixture (language.md 7). */
export interface FixtureOptions {
  /** What the matrix or a person chose; goes over the fixture's own. */
  readonly locale?: string;
  /** `data.<name>` → `error`, `empty`, `slow`; id of a lazy node → `placeholder`, `loading` or `error`. */
  readonly force?: Readonly<Record<string, string>>;
  /** Values as if typed, by Form node id; go over the fixture's. */
  readonly form?: JsonObject;
  /** Answers data that the fixture does not name, with the first example of its source. */
  readonly manifests?: HostManifests;
}

/** What of a compilation decides. */
export type FixtureOwner = Pick<Compiled, 'tests' | 'program'> & { readonly document?: Compiled['document'] };

/**
 * What a page is rendered with when a fixture stands for the world: the same for preview, visual test, command line and
 * server. `null` is no fixture: defaults and the manifests' examples. For a component document the name is an
 * example's. A name nobody has is the same as none; hosts that were asked for it tell.
 */
export function fixtureInput(owner: FixtureOwner, name: string | null, options: FixtureOptions = {}): RenderInput {
  const fixture = name === null ? {} : fixtureNamed(owner, name);
  const { locale, force = {}, form } = options;
  const ctx: RenderContext = { ...defaultContext, ...fixture.ctx };
  const failures = failuresOf(force);
  return {
    params: fixture.params ?? {},
    data: dataOf(owner, fixture, options),
    failures,
    forced: forcedNodes(owner, force),
    ctx: locale === undefined ? ctx : { ...ctx, locale },
    form: { ...fixture.form, ...form },
    late: { errorId: 'test-error', csrf: 'test-csrf' },
  };
}

/** How calls answer in the world of a fixture, by name (language.md 7); the others succeed. */
export const fixtureCalls = (owner: FixtureOwner, name: string | null): JsonObject =>
  (name === null ? null : fixtureNamed(owner, name).calls) ?? {};

function fixtureNamed({ tests, document }: FixtureOwner, name: string): Fixture {
  const contexts = document?.exampleContexts ?? {};
  if (Object.hasOwn(contexts, name)) return { ctx: contexts[name]! };
  return flatten(tests?.fixtures ?? {}, name);
}

/** Base fixtures first, merged by language.md 5.4; a circle ends where it closes, and a chain where it is too long. */
function flatten(fixtures: Readonly<Record<string, Fixture>>, name: string): Fixture {
  const chain = fixtureChain(fixtures, name);
  return chain.reduceRight<Fixture>((base, one) => {
    const { extends: _, ...own } = fixtures[one]!;
    return (merge(base as JsonObject, own as JsonObject, fixturePosition) ?? {}) as Fixture;
  }, {});
}

function dataOf({ program }: FixtureOwner, fixture: Fixture, { manifests, force = {} }: FixtureOptions): JsonObject {
  const data: Record<string, Json> = {};
  for (const [name, { source }] of Object.entries(program?.contract.data ?? {})) {
    const own = fixture.data && Object.hasOwn(fixture.data, name) ? fixture.data[name] : exampleOf(manifests, source);
    if (own !== undefined) data[name] = force[`data.${name}`] === 'empty' ? emptied(own) : own;
  }
  return data;
}

function exampleOf(manifests: HostManifests | undefined, source: string): Json | undefined {
  const declared = (manifests?.sources?.['sources'] ?? {}) as Readonly<Record<string, JsonObject>>;
  const examples = Object.hasOwn(declared, source) ? declared[source]!['examples'] : undefined;
  return Array.isArray(examples) ? (examples[0] as Json | undefined) : undefined;
}

/** A lazy node waits when it is told to, and when its data is slow. */
function forcedNodes(
  { program }: FixtureOwner,
  force: Readonly<Record<string, string>>,
): NonNullable<RenderInput['forced']> {
  const forced: Record<string, 'placeholder' | 'error'> = {};
  for (const { id, lazy, data } of program?.fragments ?? []) {
    if (!lazy) continue;
    const state = Object.hasOwn(force, id) ? force[id] : undefined;
    if (state === 'error') forced[id] = 'error';
    else if (state === 'placeholder' || state === 'loading' || data.some((name) => force[`data.${name}`] === 'slow')) {
      forced[id] = 'placeholder';
    }
  }
  return forced;
}

/** The same value with nothing in any of its lists. */
function emptied(value: Json): Json {
  if (Array.isArray(value)) return [];
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, emptied(item)]));
}

function failuresOf(force: Readonly<Record<string, string>>): Readonly<Record<string, DataFailure>> {
  const forced = Object.entries(force).filter(([key, state]) => key.startsWith('data.') && state === 'error');
  return Object.fromEntries(forced.map(([key]) => [key.slice('data.'.length), { status: 'unavailable' }]));
}
