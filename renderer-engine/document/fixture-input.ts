import type { DataFailure, HostManifests, RenderInput } from '../engine.ts';
import type { Program } from '../program.ts';
import { fixturePosition, merge } from './merge.ts';
import type { Fixture, Json, JsonObject, Tests } from './types.ts';

export interface FixtureRequest {
  /** `tests` block of the document the program was compiled from. */
  readonly tests: Tests | null;
  readonly program: Program;
  readonly manifests: HostManifests;
  /** Name of a fixture; null: the manifests' examples alone. */
  readonly fixture: string | null;
  /** What somebody chose; goes over the fixture's own. */
  readonly locale?: string | undefined;
  /** What the test matrix says; the fixture's own goes over it. */
  readonly matrixLocale?: string;
  /** Values a case types on top of the fixture, by Form node id. */
  readonly form?: JsonObject;
  /** States a case forces, e.g. `{ 'data.orders': 'error' }` (language.md 7). */
  readonly force?: Readonly<Record<string, string>>;
  /** `ctx` of a component's example. */
  readonly ctx?: JsonObject;
}

/**
 * What a page is rendered with when a fixture stands for the world: the same for preview, visual test, command line and
 * server. Null when the document has no such fixture, or its `extends` goes in a circle.
 */
export function fixtureInput(request: FixtureRequest): RenderInput | null {
  const { tests, fixture: name, locale, matrixLocale, force = {} } = request;
  const fixture = name === null ? {} : flatten(tests?.fixtures ?? {}, name, new Set());
  if (!fixture) return null;
  const data = dataOf(request, fixture);
  const failures = failuresOf(force);
  for (const failed of Object.keys(failures)) delete data[failed];
  const ctx = merge(merge(defaultContext(matrixLocale), fixture.ctx), request.ctx) as RenderInput['ctx'] & JsonObject;
  return {
    params: fixture.params ?? {},
    data,
    failures,
    ctx: locale === undefined ? ctx : { ...ctx, locale },
    form: { ...fixture.form, ...request.form },
    late: { csrf: 'test-csrf', errorId: 'test-error' },
  };
}

function flatten(fixtures: NonNullable<Tests['fixtures']>, name: string, seen: Set<string>): Fixture | null {
  const own = Object.hasOwn(fixtures, name) ? fixtures[name] : undefined;
  if (!own || seen.has(name)) return null;
  if (own.extends === undefined) return own;
  const base = flatten(fixtures, own.extends, seen.add(name));
  return base && (merge(base as JsonObject, own as JsonObject, fixturePosition) as Fixture);
}

/** A name the fixture leaves out is answered by the manifest's example. */
function dataOf({ program, manifests, force = {} }: FixtureRequest, fixture: Fixture): Record<string, Json> {
  const data: Record<string, Json> = {};
  for (const [name, { source }] of Object.entries(program.contract.data)) {
    const own = fixture.data && Object.hasOwn(fixture.data, name) ? fixture.data[name] : exampleOf(manifests, source);
    if (own !== undefined) data[name] = force[`data.${name}`] === 'empty' ? emptied(own) : own;
  }
  return data;
}

function exampleOf({ sources }: HostManifests, source: string): Json | undefined {
  const declared = sources?.['sources'] as
    | Readonly<Record<string, { readonly examples?: readonly Json[] }>>
    | undefined;
  return declared && Object.hasOwn(declared, source) ? declared[source]?.examples?.[0] : undefined;
}

/** The same value with nothing in any of its lists. */
function emptied(value: Json): Json {
  if (Array.isArray(value)) return [];
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, emptied(inner)]));
}

function failuresOf(force: Readonly<Record<string, string>>): Record<string, DataFailure> {
  const forced = Object.entries(force).filter(([name, state]) => name.startsWith('data.') && state === 'error');
  return Object.fromEntries(forced.map(([name]) => [name.slice('data.'.length), { status: 'unavailable' }]));
}

/** Frozen, so that the same fixture gives the same bytes on any day (language.md 7). */
const defaultContext = (locale: string | undefined): JsonObject => ({
  ...(locale !== undefined && { locale }),
  timeZone: 'UTC',
  now: '2026-01-01T00:00:00Z',
  tenant: { id: 'test', name: 'Test', features: [] },
  user: null,
  device: { class: 'desktop' },
  flags: {},
});
