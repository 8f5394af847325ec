import { nearestName } from '../../diagnostics/nearest-name.ts';
import { fixtureChain, longestFixtureChain } from '../../document/fixture-chain.ts';
import { validatorFor } from '../../document/schema-validator.ts';
import type { Fixture, JsonObject, JsonSchema, Matrix, PageDocument, Tests } from '../../document/types.ts';
import type { Origin, Unit } from '../flow.ts';
import { includedPages } from '../included-pages.ts';
import { checkAnswers, checkCase, checkMask, checkTypedValues, missing, renaming } from './check-cases.ts';
import { checkMatrices } from './check-matrix.ts';
import { checkSteps } from './check-steps.ts';
import { formsIn } from './forms-in.ts';
import { inside, type Validation } from './validation.ts';

/** Fixtures against the contract of the page, and cases against the fixtures. */
export function checkTests(validation: Validation): void {
  const { resolved, teller } = validation;
  const tests: Tests = (resolved.unit.document as PageDocument).tests ?? {};
  const origin = originOfTests(resolved.unit);
  const fixtures = tests.fixtures ?? {};
  // Most tests fill none, and then nobody looks for them.
  let found: ReturnType<Forms> | undefined;
  const forms: Forms = () => (found ??= formsIn(resolved.root ? [resolved.root] : [], resolved.page));
  for (const name of Object.keys(fixtures))
    checkFixture(name, fixtures, inside(inside(origin, 'fixtures'), name), validation, forms);
  const ids = new Set<string>();
  const typed = (form: JsonObject | undefined, at: Origin) =>
    form && checkTypedValues(form, inside(at, 'form'), validation, (node) => forms().get(node));
  for (const [name, { form, calls }] of Object.entries(fixtures)) {
    const at = inside(inside(origin, 'fixtures'), name);
    typed(form, at);
    if (calls) checkAnswers(calls, inside(at, 'calls'), validation);
  }
  checkMatrices(tests, origin, validation);
  (tests.cases ?? []).forEach((one, index) => {
    const { id, fixture, force } = one;
    const at = inside(inside(origin, 'cases'), index);
    for (const name of Object.keys(force ?? {})) checkForced(name, inside(at, 'force'), validation);
    checkCase(one, at, validation);
    checkSteps(one, at, validation);
    typed(one.form, at);
    if (ids.has(id)) teller.tell('UI2003', { id, what: 'case' }, { origin: inside(at, 'id') });
    ids.add(id);
    if (Object.hasOwn(fixtures, fixture)) return;
    const nearest = nearestName(fixture, Object.keys(fixtures));
    const place = inside(at, 'fixture');
    const fixes = renaming(place, nearest);
    teller.tell('UI5011', { problem: missing('fixture', fixture, nearest) }, { origin: place }, { fixes });
  });
  const shots = shotsOf(tests);
  const most = validation.context.limits.shots;
  if (shots > most) {
    const place = { origin: tests.cases ? inside(origin, 'cases') : origin };
    teller.tell('UI9001', { limit: 'the number of pictures these tests ask for', value: shots, most }, place);
  }
  (tests.masks ?? []).forEach((mask, index) => {
    checkMask(mask, inside(inside(origin, 'masks'), index), validation);
  });
}

/** Data of the page as `data.<name>`, or a node; what is forced by a wrong name would be a case that shows nothing. */
function checkForced(name: string, at: Origin, validation: Validation): void {
  const data = Object.keys(dataOf(validation.resolved)).map((one) => `data.${one}`);
  if (data.includes(name) || validation.ids().has(name) || name.includes('--')) return;
  const nearest = nearestName(name, [...data, ...validation.ids()]);
  const what = name.startsWith('data.') ? 'data' : 'node';
  validation.teller.tell(
    'UI5011',
    { problem: missing(what, name, nearest) },
    { origin: inside(at, name), atKey: true },
  );
}

/** Cases in every combination of what their matrix lists, at each of their times. */
function shotsOf({ cases, fixtures, matrix }: Tests): number {
  const many = (list: readonly unknown[] | undefined): number => Math.max(1, list?.length ?? 0);
  const combinations = ({ browsers, viewports, themes, locales, media, modifiers }: Matrix): number =>
    [browsers, viewports, themes, locales, media, ...Object.values(modifiers ?? {})].reduce(
      (product, list) => product * many(list),
      1,
    );
  if (!cases) return many(Object.keys(fixtures ?? {})) * combinations(matrix ?? {});
  return cases.reduce((sum, one) => sum + combinations({ ...matrix, ...one.matrix }) * many(one.at), 0);
}

/** Pointers into a sidecar start at its own root. */
function originOfTests(unit: Unit): Origin {
  const { sidecar } = unit.parsed;
  return sidecar
    ? { unit: { ...unit, parsed: { ...unit.parsed, ...sidecar } }, pointer: '' }
    : { unit, pointer: '/tests' };
}

function checkFixture(
  name: string,
  fixtures: Readonly<Record<string, Fixture>>,
  origin: Origin,
  { resolved, teller, ids }: Validation,
  forms: Forms,
): void {
  const fixture = fixtures[name]!;
  const { params } = resolved.page;
  const data = dataOf(resolved);
  const tell = (problem: string, at: Origin, atKey = false) =>
    teller.tell('UI5010', { fixture: name, problem }, { origin: at, atKey });
  if (fixture.extends !== undefined && !Object.hasOwn(fixtures, fixture.extends)) {
    tell(`extends "${fixture.extends}", which is not there`, inside(origin, 'extends'));
  } else
    checkChain(
      name,
      fixtures,
      (problem) => tell(problem, inside(origin, 'extends')),
      () => {
        const params = {
          limit: 'the chain of "extends" of a fixture',
          value: `more than ${longestFixtureChain}`,
          most: longestFixtureChain,
        };
        teller.tell('UI9001', params, { origin: inside(origin, 'extends') });
      },
    );
  const checkAll = (family: 'data' | 'params', schemas: Readonly<Record<string, JsonSchema>>) => {
    for (const [key, value] of Object.entries(fixture[family] ?? {})) {
      const at = inside(inside(origin, family), key);
      if (!Object.hasOwn(schemas, key)) {
        const nearest = nearestName(key, Object.keys(schemas));
        tell(
          `sets "${family}.${key}", which this page does not declare${nearest ? ` (did you mean "${nearest}"?)` : ''}`,
          at,
          true,
        );
        continue;
      }
      const problem = value === null ? null : validatorFor(schemas[key]!)(value);
      if (!problem) continue;
      const where = problem.pointer === '' ? `"${family}.${key}"` : `"${problem.pointer}" of "${family}.${key}"`;
      const place = { unit: at.unit, pointer: at.pointer + problem.pointer };
      tell(`does not fit: ${where} ${problem.problem}`, place);
    }
  };
  for (const key of Object.keys(fixture.form ?? {})) {
    if (ids().has(key) || forms().has(key) || resolved.leftOut.has(key)) continue;
    const nearest = nearestName(key, forms().keys());
    const problem = `fills "${key}", which is no Form of this page${nearest ? ` (did you mean "${nearest}"?)` : ''}`;
    tell(problem, inside(inside(origin, 'form'), key), true);
  }
  checkAll('params', params);
  checkAll('data', Object.fromEntries(Object.entries(data).map(([key, { schema }]) => [key, open(schema)])));
}

type Resolved = Validation['resolved'];
type Forms = () => ReturnType<typeof formsIn>;

/** Data as a fixture names it, that of included pages by where they are shown (language.md 8.2). */
function dataOf({ page, ...resolved }: Resolved): Resolved['page']['data'] {
  const included = includedIn(resolved).flatMap(({ id, include }) =>
    Object.entries(include.page.data).map(([name, source]) => [`${id}.${name}`, source] as const),
  );
  return { ...page.data, ...Object.fromEntries(included) };
}

/** Most pages include none, and need not be looked through. */
const includedIn = ({ root, includes }: Pick<Resolved, 'root' | 'includes'>) =>
  root && includes.length > 0 ? includedPages([root]) : [];

/** Undeclared properties are left out before anything reads the data, so they do no harm in a fixture either. */
function open(schema: JsonSchema): JsonSchema {
  if (typeof schema === 'boolean' || schema['additionalProperties'] !== false) return schema;
  const known = opened.get(schema);
  if (known) return known;
  const { additionalProperties: _, ...rest } = schema;
  opened.set(schema, rest);
  return rest;
}

const opened = new WeakMap<object, JsonSchema>();

/** A chain of `extends` ends with a fixture that extends none. */
function checkChain(
  name: string,
  fixtures: Readonly<Record<string, Fixture>>,
  tell: (problem: string) => void,
  tellLong: () => void,
): void {
  const chain = fixtureChain(fixtures, name);
  const next = fixtures[chain.at(-1)!]?.extends;
  if (next === undefined || !Object.hasOwn(fixtures, next)) return;
  if (chain.includes(next)) tell('extends itself');
  else tellLong();
}
