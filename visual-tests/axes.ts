import { findViewport, type Matrix, type TestCase, type Viewport } from '#engine';
import { milliseconds } from './milliseconds.ts';
import type { Medium, PlanInput, VisualCase } from './types/case.ts';

/** What a case is multiplied by; every axis has at least one place. */
export interface Axes {
  readonly viewport: readonly Viewport[];
  readonly browser: readonly string[];
  readonly theme: readonly string[];
  readonly locale: readonly string[];
  readonly look: readonly Pick<Required<VisualCase>, 'scheme' | 'modifiers'>[];
  readonly medium: readonly Medium[];
  /** Milliseconds after animations began; null: they have ended. */
  readonly at: readonly (number | null)[];
}

/** The document's matrix, with what the case puts in its place, and what the command line says of it. */
export function axesOf(testCase: TestCase, { tests, settings, defaults, only }: PlanInput): Axes {
  const matrix: Matrix = { ...tests?.matrix, ...testCase.matrix };
  const viewports = only?.viewports ?? filled(matrix.viewports) ?? defaults.viewports;
  const { scheme, ...modifiers } = matrix.modifiers ?? {};
  return {
    viewport: viewports.map((viewport) =>
      typeof viewport === 'string'
        ? (findViewport(viewport, settings) ?? { name: viewport, width: 0, height: 0, dpr: 1 })
        : viewport,
    ),
    browser: only?.browsers ?? filled(matrix.browsers) ?? defaults.browsers,
    theme: filled(matrix.themes) ?? [defaults.theme],
    locale: filled(matrix.locales) ?? [defaults.locale],
    look: (filled(scheme) ?? ['light']).flatMap((name) =>
      contextsOf(modifiers).map((contexts) => lookOf(name, contexts)),
    ),
    medium: filled(matrix.media)?.filter(isMedium) ?? ['screen'],
    at: filled(testCase.at)?.map(milliseconds) ?? [null],
  };
}

/** Light and dark are known to browsers; any other scheme is a modifier like all others, on a light page. */
const lookOf = (scheme: string, modifiers: Readonly<Record<string, string>>): Axes['look'][number] =>
  scheme === 'light' || scheme === 'dark'
    ? { scheme, modifiers }
    : { scheme: 'light', modifiers: { ...modifiers, scheme } };

type Contexts = Readonly<Record<string, string>>;

const contextsOf = (modifiers: Readonly<Record<string, readonly string[]>>): readonly Contexts[] =>
  Object.entries(modifiers).reduce<readonly Contexts[]>(
    (all, [name, contexts]) =>
      contexts.length === 0 ? all : all.flatMap((one) => contexts.map((context) => ({ ...one, [name]: context }))),
    [{}],
  );

const filled = <Item>(list: readonly Item[] | undefined) => (list && list.length > 0 ? list : undefined);

const isMedium = (name: string): name is Medium =>
  name === 'screen' || name === 'print' || name === 'forced-colors' || name === 'reduced-motion';
