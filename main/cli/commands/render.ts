import { describeProblem, hasErrors } from '../describe-problem.ts';
import { type Outcome, refused } from '../outcome.ts';
import { withFile } from '../with-project.ts';

export interface RenderArguments {
  readonly fixture?: string;
  readonly locale?: string;
  readonly theme?: string;
  readonly scheme: 'light' | 'dark';
  readonly css: 'link' | 'inline';
  /** Everything about the page instead of the page. */
  readonly json: boolean;
}

/** `studio render FILE`: the page on standard output, the very bytes a server sends; `--css inline` makes it stand alone. */
export const render = (
  file: string,
  { fixture, locale, theme, scheme, css, json }: RenderArguments,
): Promise<Outcome> =>
  withFile(file, 'looking', async ({ studio }, { path, text }) => {
    const options = { fixture: fixture ?? null, theme: theme ?? null, locale: locale ?? null, scheme };
    const reply = await studio.handlers['preview.render']({ path, text, options });
    if (!reply.ok) return refused(reply.failure);
    const { page, diagnostics, fixtures } = reply.value;
    const words = diagnostics.map((diagnostic) => describeProblem(file, diagnostic));
    if (fixture !== undefined && !fixtures.includes(fixture)) {
      const known = fixtures.length > 0 ? `It has: ${fixtures.join(', ')}.` : 'It has none.';
      return refused({ code: 'render/no-fixture', message: `"${file}" has no fixture "${fixture}". ${known}` });
    }
    if (!page) return { exit: 1, data: { diagnostics }, words: [...words, 'Nothing was rendered.'] };
    const html = css === 'inline' ? withStyles(page.html, page.css) : page.html;
    return {
      exit: hasErrors(diagnostics) ? 1 : 0,
      data: json ? { ...page, html, diagnostics } : html,
      words,
    };
  });

/** `</style` cannot end the element early; a `<` of a media query stays as it is. */
const withStyles = (html: string, css: string): string =>
  html.replace(/<link [^>]*rel="stylesheet"[^>]*>/, () => `<style>${css.replaceAll('</', '\\3c /')}</style>`);
