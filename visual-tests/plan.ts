import type { TestCase } from '#engine';
import { accessibilityWishes } from './accessibility/standard.ts';
import { type Axes, axesOf } from './axes.ts';
import type { CaseMask, PlanInput, VisualCase } from './types/case.ts';
import { unmetWishes } from './unmet.ts';

/**
 * The pictures a document asks for, in a steady order: every case × viewport × browser × theme × locale × scheme, ×
 * modifiers × medium × time. Nothing asked for is dropped silently: a case whose viewport is unknown has width 0, one
 * that asks for what there is not names it, and both end in an error when run.
 * Cases with `skip` are left out.
 */
export function planCases(input: PlanInput): readonly VisualCase[] {
  const planned = casesOf(input).flatMap((testCase) => combinations(testCase, input));
  return [...new Map(planned.map((visualCase) => [visualCase.key, visualCase])).values()];
}

/** Declared cases; without any, each fixture and each component example is one; without those, the bare page. */
function casesOf({ tests, examples }: PlanInput): readonly TestCase[] {
  const declared = tests?.cases ?? [];
  if (declared.length > 0) return declared.filter(({ skip }) => skip === undefined);
  const names = new Set([...Object.keys(tests?.fixtures ?? {}), ...examples]);
  return names.size > 0 ? [...names].map((name) => ({ id: name, fixture: name })) : [{ id: 'default', fixture: '' }];
}

function combinations(testCase: TestCase, input: PlanInput): readonly VisualCase[] {
  const { tests, documentId } = input;
  const axes = axesOf(testCase, input);
  const thresholds = { ...tests?.thresholds, ...testCase.thresholds };
  const common = {
    name: testCase.id,
    fixture: testCase.fixture,
    force: testCase.force ?? {},
    form: testCase.form ?? {},
    steps: testCase.steps ?? [],
    expect: testCase.expect ?? [],
    allowedRatio: share(thresholds.diffRatio),
    perPixel: share(thresholds.perPixel),
    ...(tests?.budgets && { budgets: tests.budgets }),
    accessibility: accessibilityWishes(tests?.a11y),
    unmet: unmetWishes(testCase),
  };
  return crossed(axes).map((one) => ({
    key: keyOf(documentId, testCase.id, one),
    ...common,
    viewport: one.viewport,
    browser: one.browser,
    theme: one.theme,
    locale: one.locale,
    ...one.look,
    medium: one.medium,
    ...(one.at !== null && { at: one.at }),
    masks: masksFor(one.viewport.name, tests?.masks ?? []),
  }));
}

type Combination = { readonly [Name in keyof Axes]: Axes[Name][number] };

/** The first axis varies slowest. */
const crossed = (axes: Axes): readonly Combination[] =>
  (Object.keys(axes) as (keyof Axes)[]).reduce<readonly Combination[]>(
    (all, name) => all.flatMap((one) => axes[name].map((value) => ({ ...one, [name]: value }))),
    [{} as Combination],
  );

function keyOf(documentId: string, name: string, one: Combination): string {
  const modifiers = Object.entries(one.look.modifiers).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    ...[documentId, name, one.viewport.name, one.browser, one.theme, one.locale, one.look.scheme],
    ...modifiers.map(([modifier, context]) => `${modifier}=${context}`),
    ...(one.medium === 'screen' ? [] : [one.medium]),
    ...(one.at === null ? [] : [`at=${one.at}`]),
  ].join('/');
}

function masksFor(viewport: string, masks: NonNullable<NonNullable<PlanInput['tests']>['masks']>): readonly CaseMask[] {
  return masks.flatMap(({ node, box, viewport: wanted, mode = 'solid' }): CaseMask[] => {
    if (node !== undefined) return [{ node, mode }];
    if (box?.length !== 4 || (wanted !== undefined && wanted !== viewport)) return [];
    return [{ box: box as unknown as Extract<CaseMask, { box: unknown }>['box'], mode }];
  });
}

const share = (value = 0): number => Math.min(Math.max(value, 0), 1);
