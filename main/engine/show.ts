import type { Preview, PreviewOptions } from '#contract';
import {
  baseOf,
  type Compiled,
  type CompiledStyles,
  type CompileOptions,
  type Diagnostic,
  fixtureInput,
  type HostManifests,
  type PageSize,
  type Program,
  type ProjectSettings,
  type RenderContext,
  type Rendered,
  type RenderInput,
  RenderLimitError,
  stylesheetAddress,
  type ThemeDocument,
  type ThemeModifier,
  type ThemeReference,
  withoutMarks,
} from '#engine';
import { pageScripts } from '#engine/node';
import type { RenderedCase, ShotRequest } from './jobs.ts';
import { problemSentence } from './problems.ts';
import type { Stage } from './stage.ts';

/** Values that somebody sent, and what was wrong with them. */
type Sent = Pick<RenderInput, 'form' | 'formErrors' | 'formWarnings'>;

/** Compiles and renders a text as the preview shows it: the bytes a server would send, and the sheet apart. */
export function show(
  stage: Stage,
  text: string,
  file: string | undefined,
  options: PreviewOptions,
  sent: Sent = {},
): Preview {
  const { compiled, fixture } = compileFor(stage, text, file, options.fixture, false);
  const { document, diagnostics, stages } = compiled;
  const theme = document?.kind === 'theme' ? (JSON.parse(text) as ThemeDocument) : null;
  const page = theme
    ? showTheme(stage, theme, options)
    : cannotBeShown(compiled)
      ? null
      : render(stage, compiled, { ...options, ...sent, fixture });
  return {
    diagnostics: page && !theme ? [...diagnostics, ...page.diagnostics] : diagnostics,
    stages: page ? [...stages, ...page.stages] : stages,
    page:
      page && page.html !== null
        ? {
            html: page.html,
            css: page.css,
            modifiers: page.modifiers,
            programHash: page.programHash,
            bytes: page.bytes,
          }
        : null,
    fixtures: [...(document?.fixtures ?? []), ...(document?.examples ?? [])],
    locales: [...new Set([...localesOf(stage.settings), ...(document?.locales ?? [])])],
    uses: [...compiled.dependencies.map(({ id }) => id), options.theme ?? themeOf(stage.settings)],
  };
}

/** A theme is seen as a page about itself, in itself, as far as it can be read; its own mistakes are told beside it. */
function showTheme({ engine, settings, manifests }: Stage, theme: ThemeDocument, options: PreviewOptions) {
  const compiled = engine.compile(engine.themePage(theme));
  return render({ engine, settings, manifests }, compiled, { ...options, fixture: null, theme });
}

/** A page as a visual case wants it, or why there is none. */
export function showCase(
  stage: Stage,
  text: string,
  { case: wanted, trace }: Pick<ShotRequest, 'case' | 'trace'>,
): RenderedCase {
  const { compiled, fixture } = compileFor(stage, text, undefined, wanted.fixture || null, trace);
  if (wanted.fixture && fixture !== wanted.fixture)
    return { problem: `The document has no fixture "${wanted.fixture}".` };
  const page = cannotBeShown(compiled) ? null : render(stage, compiled, { ...wanted, fixture });
  if (!page) return { problem: problemSentence(compiled.diagnostics) };
  const unknown = unknownModifier(wanted.modifiers ?? {}, page.modifiers);
  if (unknown) return { problem: `The theme "${wanted.theme}" ${unknown}.` };
  const { html, css, steps } = page;
  if (html === null) return { problem: problemSentence(page.diagnostics) };
  const size = sizeOf({ html, css, steps });
  return { page: { html, css, ...clockOf(page.ctx), size, ...(wanted.visited && { address: page.address }) } };
}

/** Without the marks that say which element belongs to which node: no visitor gets those. */
function sizeOf({
  html,
  css,
  steps,
}: {
  readonly html: string;
  readonly css: string;
  readonly steps: number;
}): PageSize {
  const marks = html.match(/ data-ui-node="[^"]*"/g) ?? [];
  const marked = marks.reduce((sum, mark) => sum + Buffer.byteLength(mark), 0);
  return {
    htmlBytes: Buffer.byteLength(html) - marked,
    cssBytes: Buffer.byteLength(css),
    nodes: marks.length,
    steps,
  };
}

/** A picture in a context that the theme does not know would show the usual one under another name. */
function unknownModifier(wanted: Readonly<Record<string, string>>, modifiers: readonly ThemeModifier[]): string | null {
  for (const [name, context] of Object.entries(wanted)) {
    const known = modifiers.find((modifier) => modifier.name === name);
    if (!known) return `has no modifier "${name}"; it has ${listed(modifiers.map((modifier) => modifier.name))}`;
    if (!known.contexts.includes(context)) {
      return `has no "${context}" in its modifier "${name}", only ${listed(known.contexts)}`;
    }
  }
  return null;
}

const listed = (names: readonly string[]): string =>
  names.length === 0 ? 'none' : names.map((name) => `"${name}"`).join(', ');

/** A script in the page must read the same clock as its expressions did. */
const clockOf = ({ now, timeZone }: RenderContext) => ({
  ...(now !== undefined && { now: String(now) }),
  ...(timeZone !== undefined && { timeZone: String(timeZone) }),
});

export const hasErrors = ({ program, diagnostics }: Compiled): boolean => program === null || diagnostics.some(isError);

/** A text that looks like an attack stops a release, not the picture of it: whatever is shown is escaped (S2). */
const cannotBeShown = ({ program, diagnostics }: Compiled): boolean =>
  program === null || diagnostics.some((one) => isError(one) && one.code !== 'UI9302');

export const isError = ({ severity }: Diagnostic): boolean => severity === 'error';

export const themeOf = ({ theme }: ProjectSettings): string => theme ?? 'core/theme';

export const localesOf = ({ locales }: ProjectSettings): readonly string[] => [
  ...new Set([locales?.default ?? 'en', ...(locales?.required ?? [])]),
];

/** A component is shown as one of its examples, which is compiled in; a page with one of its fixtures. */
export function compileFor(
  { engine }: Stage,
  text: string,
  file: string | undefined,
  fixture: string | null,
  trace: boolean,
) {
  const options: CompileOptions = { ...(file !== undefined && { file }), ...(trace && { trace }) };
  const compiled = engine.compile(text, options);
  const { document } = compiled;
  const known = [...(document?.fixtures ?? []), ...(document?.examples ?? [])];
  const named = (fixture !== null && known.includes(fixture) ? fixture : known[0]) ?? null;
  const example = named !== null && document?.examples.includes(named) ? named : undefined;
  return {
    fixture: named,
    compiled: example === undefined ? compiled : engine.compile(text, { ...options, example }),
  };
}

export interface RenderOptions extends Sent {
  readonly fixture: string | null;
  readonly theme: ThemeReference | null;
  readonly locale: string | null;
  readonly scheme: 'light' | 'dark';
  /** Contexts of modifiers besides the scheme. */
  readonly modifiers?: Readonly<Record<string, string>>;
  readonly force?: Readonly<Record<string, string>>;
  /** Its scripts come along, and lazy parts ask for themselves. */
  readonly visited?: boolean;
}

function render({ engine, settings, manifests }: Stage, compiled: Compiled, options: RenderOptions) {
  const { program } = compiled;
  if (!program) return null;
  const styled = timed(() => engine.styles(program, options.theme ?? themeOf(settings)));
  const input = inputOf(compiled, manifests, options);
  const whole = withLate(input, { program, settings, sheet: styled.value }, options);
  const rendered = timed(() => rendering(() => engine.render(program, whole)));
  const { css, diagnostics: styleDiagnostics } = styled.value;
  return {
    html: rendered.value.html,
    steps: rendered.value.steps,
    css,
    modifiers: styled.value.modifiers,
    ctx: input.ctx ?? {},
    address: engine.addressOf(program, input.params ?? {}),
    programHash: program.hash,
    bytes: Buffer.byteLength(JSON.stringify(withoutMarks(program))),
    diagnostics: [...rendered.value.diagnostics, ...styleDiagnostics],
    stages: [
      { name: 'render' as const, milliseconds: rendered.milliseconds, diagnostics: rendered.value.diagnostics.length },
      { name: 'style' as const, milliseconds: styled.milliseconds, diagnostics: styleDiagnostics.length },
    ],
  };
}

/** What is filled in while a page is sent: its sheet, the choices of its reader, and for visitors its scripts. */
export function withLate(
  input: RenderInput,
  { program, settings, sheet }: Pick<Stage, 'settings'> & { readonly program: Program; readonly sheet: CompiledStyles },
  { scheme, modifiers = {}, visited = false }: Pick<RenderOptions, 'scheme' | 'modifiers' | 'visited'>,
): RenderInput {
  const scripts = visited ? pageScripts(program, baseOf(settings)) : undefined;
  const late = {
    ...input.late,
    stylesheets: [stylesheetAddress(sheet, settings)],
    preferences: { ...(scheme === 'dark' && { scheme }), ...modifiers },
    ...(scripts && { scripts }),
  };
  // A page without scripts has all in place, as on a server.
  return { ...input, late, ...(scripts && { lazy: 'waiting' as const }) };
}

/** What the fixture says, with the choices of a person or a test case on top. */
export function inputOf(compiled: Compiled, manifests: HostManifests, options: RenderOptions): RenderInput {
  const { fixture, locale, force, form, formErrors, formWarnings } = options;
  const input = fixtureInput(compiled, fixture, {
    manifests,
    ...(locale !== null && { locale }),
    ...(force && { force }),
    ...(form && { form }),
  });
  return { ...input, ...(formErrors && { formErrors }), ...(formWarnings && { formWarnings }) };
}

/** A page over a limit of the whole render has no bytes; that is its author's problem, so it becomes a diagnostic. */
function rendering(run: () => Rendered): Pick<Rendered, 'diagnostics' | 'steps'> & { readonly html: string | null } {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof RenderLimitError)) throw error;
    return { html: null, diagnostics: [error.diagnostic], steps: 0 };
  }
}

function timed<Value>(action: () => Value) {
  const start = performance.now();
  const value = action();
  return { value, milliseconds: performance.now() - start };
}
