import type { Diagnostic } from '#engine';
import type { Studio } from '../../studio.ts';
import { readDocument } from '../../workspace/read-document.ts';
import { describeProblem, hasErrors } from '../describe-problem.ts';
import { type Outcome, refused } from '../outcome.ts';
import { projectOf } from '../project-of.ts';
import { withFile, withProject } from '../with-project.ts';
import { type WriteInto, writeInto } from '../write-into.ts';

export interface RenderArguments {
  readonly fixture?: string;
  readonly locale?: string;
  readonly theme?: string;
  readonly scheme: 'light' | 'dark';
  readonly css: 'link' | 'inline';
  /** A folder that gets a file for each page. */
  readonly out?: string;
  /** Everything about the page instead of the page. */
  readonly json: boolean;
}

/** `studio render FILE…`: the very bytes a server sends, on standard output or as files; `--css inline` makes a page stand alone. */
export async function render(files: readonly string[], options: RenderArguments): Promise<Outcome> {
  const [file = ''] = files;
  if (options.out !== undefined) return renderInto(options.out, [...new Set(files)], options);
  if (files.length > 1)
    return refused({ code: 'command/usage', message: 'Only one page fits on standard output. Add --out FOLDER.' });
  return withFile(file, 'looking', async ({ studio }, document) => {
    const { page, html, diagnostics, ...outcome } = await rendered(studio, { file, ...document }, options);
    if (!html) return { data: { diagnostics }, ...outcome };
    return { ...outcome, data: options.json ? { ...page, html, diagnostics } : html };
  });
}

/** Each project is opened once; a page that cannot be rendered holds back no other. */
async function renderInto(out: string, files: readonly string[], options: RenderArguments): Promise<Outcome> {
  const places = new Map<string, { readonly file: string; readonly path: string }[]>();
  for (const file of files) {
    const found = projectOf(file);
    if (!found.ok) return refused(found.failure);
    const { place, path } = found.value;
    places.set(place, [...(places.get(place) ?? []), { file, path }]);
  }
  const write = writeInto(out, files, '.html');
  const outcomes: Outcome[] = [];
  for (const [place, sources] of places) {
    const opened = await withProject(place, 'looking', async ({ studio, project }) => {
      for (const { file, path } of sources) {
        const document = readDocument(project.folder, path);
        outcomes.push(
          document.ok
            ? await renderTo(write, studio, { file, path, text: document.value.text }, options)
            : refused(document.failure),
        );
      }
      return { exit: 0 };
    });
    if (opened.exit !== 0) outcomes.push(opened);
  }
  const written = outcomes.filter(({ data }) => typeof (data as { out?: string } | undefined)?.out === 'string').length;
  return {
    exit: outcomes.reduce<Outcome['exit']>((worst, { exit }) => (exit > worst ? exit : worst), 0),
    data: { rendered: written, files: outcomes.map(({ data }) => data) },
    words: [...outcomes.flatMap(({ words = [] }) => words), `${written} of ${files.length} pages written to "${out}".`],
  };
}

async function renderTo(write: WriteInto, studio: Studio, source: Source, options: RenderArguments): Promise<Outcome> {
  const { html, diagnostics, data, ...outcome } = await rendered(studio, source, options);
  const { file } = source;
  if (!html) return { ...outcome, data: { file, diagnostics, ...(data as object | undefined) } };
  const written = write(file, html);
  if (!written.ok) return refused(written.failure);
  return { ...outcome, data: { file, out: written.value, diagnostics } };
}

interface Source {
  /** As it was named. */
  readonly file: string;
  readonly path: string;
  readonly text: string;
}

type Reply = Awaited<ReturnType<Studio['handlers']['preview.render']>>;
type Rendered = Outcome & {
  /** Null when nothing was rendered. */
  readonly html?: string;
  readonly page?: Extract<Reply, { readonly ok: true }>['value']['page'];
  readonly diagnostics: readonly Diagnostic[];
};

async function rendered(studio: Studio, { file, path, text }: Source, options: RenderArguments): Promise<Rendered> {
  const { fixture, locale, theme, scheme, css } = options;
  const wanted = { fixture: fixture ?? null, theme: theme ?? null, locale: locale ?? null, scheme };
  const reply = await studio.handlers['preview.render']({ path, text, options: wanted });
  if (!reply.ok) return { ...refused(reply.failure), diagnostics: [] };
  const { page, diagnostics, fixtures } = reply.value;
  const words = diagnostics.map((diagnostic) => describeProblem(file, diagnostic));
  if (fixture !== undefined && !fixtures.includes(fixture)) {
    const known = fixtures.length > 0 ? `It has: ${fixtures.join(', ')}.` : 'It has none.';
    const failure = { code: 'render/no-fixture', message: `"${file}" has no fixture "${fixture}". ${known}` };
    return { ...refused(failure), diagnostics };
  }
  if (!page) return { exit: 1, words: [...words, `Nothing was rendered of "${file}".`], diagnostics };
  const html = css === 'inline' ? withStyles(page.html, page.css) : page.html;
  return { exit: hasErrors(diagnostics) ? 1 : 0, words, html, page, diagnostics };
}

/** `</style` cannot end the element early; a `<` of a media query stays as it is. */
const withStyles = (html: string, css: string): string =>
  html.replace(/<link [^>]*rel="stylesheet"[^>]*>/, () => `<style>${css.replaceAll('</', '\\3c /')}</style>`);
