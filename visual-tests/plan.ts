import { findViewport, type Matrix, type TestCase, type Viewport } from '#engine';
import { accessibilityWishes } from './accessibility/standard.ts';
import type { PlanInput, VisualCase } from './types.ts';
import { unmetWishes } from './unmet.ts';

/**
 * The pictures a document asks for, in a steady order: every case × viewport × browser × theme × locale × scheme.
 * Nothing asked for is dropped silently: a case whose viewport is unknown has width 0, one that asks for what cannot be
 * done yet names it, and both end in an error when run.
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
  const matrix = { ...tests?.matrix, ...testCase.matrix };
  const thresholds = { ...tests?.thresholds, ...testCase.thresholds };
  const axes = axesOf(matrix, input);
  const common = {
    name: testCase.id,
    fixture: testCase.fixture,
    force: testCase.force ?? {},
    form: testCase.form ?? {},
    masks: (tests?.masks ?? []).map(({ node }) => node),
    allowedRatio: share(thresholds.diffRatio),
    perPixel: share(thresholds.perPixel),
    accessibility: accessibilityWishes(tests?.a11y),
    unmet: unmetWishes(testCase, matrix, tests),
  };
  return axes.viewports.flatMap((viewport) =>
    axes.browsers.flatMap((browser) =>
      axes.themes.flatMap((theme) =>
        axes.locales.flatMap((locale) =>
          axes.schemes.map((scheme) => ({
            key: [documentId, testCase.id, viewport.name, browser, theme, locale, scheme].join('/'),
            ...common,
            viewport,
            browser,
            theme,
            locale,
            scheme,
          })),
        ),
      ),
    ),
  );
}

interface Axes {
  readonly viewports: readonly Viewport[];
  readonly browsers: readonly string[];
  readonly themes: readonly string[];
  readonly locales: readonly string[];
  readonly schemes: readonly ('light' | 'dark')[];
}

function axesOf(matrix: Matrix, { settings, defaults, only }: PlanInput): Axes {
  const viewports = only?.viewports ?? filled(matrix.viewports) ?? defaults.viewports;
  const schemes = matrix.modifiers?.['scheme']?.filter(isScheme);
  return {
    viewports: viewports.map((viewport) =>
      typeof viewport === 'string'
        ? (findViewport(viewport, settings) ?? { name: viewport, width: 0, height: 0, dpr: 1 })
        : viewport,
    ),
    browsers: only?.browsers ?? filled(matrix.browsers) ?? defaults.browsers,
    themes: filled(matrix.themes) ?? [defaults.theme],
    locales: filled(matrix.locales) ?? [defaults.locale],
    schemes: filled(schemes) ?? ['light'],
  };
}

const filled = <Item>(list: readonly Item[] | undefined) => (list && list.length > 0 ? list : undefined);
const isScheme = (name: string): name is 'light' | 'dark' => name === 'light' || name === 'dark';

const share = (value = 0): number => Math.min(Math.max(value, 0), 1);
