import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createEngine, type Engine, galleryInput, galleryPage, type Program } from '#engine';
import { type AssetFiles, assetFiles, createProjectEngine, loadProject, projectAbove } from '#engine/node';
import { writeWhole } from '../../workspace/write-file.ts';
import { type Outcome, refused } from '../outcome.ts';

/** A theme, a scheme and a direction the gallery is shown in. */
interface Look {
  readonly file: string;
  readonly words: string;
  readonly theme: string;
  readonly scheme: 'light' | 'dark';
  readonly locale: string;
}

interface Source {
  readonly engine: Engine;
  readonly assets: AssetFiles;
  readonly themes: readonly string[];
}

/**
 * `studio gallery --out DIR`: every component by its own examples, as files any web server or browser can show, in
 * each theme, light and dark, from left to right and from right to left.
 */
export function gallery(out: string): Promise<Outcome> {
  const folder = resolve(out);
  const { engine, assets, themes } = sourceHere();
  const looks = themes.flatMap(looksOf);
  const links = looks.map(({ words, file }) => ({ text: words, to: `#file-${file}` }));
  const { program, diagnostics } = engine.compile(galleryPage({ links }));
  if (!program) throw new Error(`The gallery does not compile: ${diagnostics[0]?.message}`);
  const found = new Map<string, Uint8Array>();
  const local = (text: string) => withLocalAssets(text, assets, found);
  const pages = looks.map((look) => [look.file, local(pageOf(engine, program, look))] as const);
  const sheets = themes.map((theme) => [`${nameOf(theme)}.css`, local(engine.styles(program, theme).css)] as const);
  const files = new Map<string, string | Uint8Array>([...pages, ['index.html', pages[0]![1]], ...sheets, ...found]);
  mkdirSync(join(folder, 'assets'), { recursive: true });
  for (const [name, content] of files) {
    const written = writeWhole(join(folder, name), content);
    if (!written.ok) return Promise.resolve(refused(written.failure));
  }
  const data = { folder, files: [...files.keys()].sort() };
  return Promise.resolve({ exit: 0, data, words: [`Open ${join(folder, 'index.html')} in a browser.`] });
}

/** The project around the command brings its themes; without one there is the core theme. */
function sourceHere(): Source {
  const place = projectAbove(process.cwd());
  const project = place === null ? null : loadProject(place);
  if (!project) return { engine: createEngine(), assets: assetFiles(null), themes: ['core/theme'] };
  const own = project.documents.all.flatMap(({ envelope: { kind, id } }) => (kind === 'theme' && id ? [id] : []));
  return { engine: createProjectEngine(project), assets: project.assets, themes: ['core/theme', ...own] };
}

const looksOf = (theme: string): readonly Look[] =>
  (['light', 'dark'] as const).flatMap((scheme) =>
    (['en', 'ar'] as const).map((locale) => {
      const direction = locale === 'ar' ? 'rtl' : 'ltr';
      const words = `${theme} ${scheme}${locale === 'ar' ? ', right to left' : ''}`;
      return { file: `${nameOf(theme)}-${scheme}-${direction}.html`, words, theme, scheme, locale };
    }),
  );

const nameOf = (theme: string): string => theme.replaceAll('/', '-');

/** The engine's bytes; only the addresses are made to fit files that lie beside each other. */
function pageOf(engine: Engine, program: Program, { theme, scheme, locale }: Look): string {
  const late = { stylesheets: [`${nameOf(theme)}.css`], preferences: { scheme } };
  const { html } = engine.render(program, { ...galleryInput, ctx: { locale }, late });
  const policy = `<meta http-equiv="content-security-policy" content="${contentPolicy}">`;
  return html.replaceAll('href="#file-', 'href="').replace('<meta charset="utf-8">', `<meta charset="utf-8">${policy}`);
}

const contentPolicy =
  "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'";

/** Addresses of assets as files beside the page; their bytes come into `found`. */
function withLocalAssets(text: string, assets: AssetFiles, found: Map<string, Uint8Array>): string {
  return text.replace(/"[^"]*\/_ui\/assets\/([0-9a-f]{12})\/([^"/]+)"/g, (address, hash, name) => {
    const file = assets.at(hash, decodeURIComponent(name));
    if (!file) return address;
    found.set(`assets/${hash}-${name}`, file.bytes);
    return `"assets/${hash}-${name}"`;
  });
}
