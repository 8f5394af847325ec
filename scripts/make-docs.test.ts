import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createEngine, languageReference } from '#engine';
import { diagnosticSamples } from './diagnostic-samples.ts';

const folder = new URL('../docs/language/', import.meta.url);
const pages = languageReference(diagnosticSamples());

describe('docs/language (E1)', () => {
  it.each(Object.keys(pages))('%s is what the definitions say; else run "npm run docs"', (name) => {
    expect(readFileSync(new URL(name, folder), 'utf8')).toBe(pages[name]);
  });

  it('leaves no page behind of a type that is gone', () => {
    const files = readdirSync(new URL('components/', folder)).map((name) => `components/${name}`);
    expect(files.filter((name) => !(name in pages))).toEqual([]);
  });

  it('has a file behind every link of the hand-written pages, and a heading behind every #', () => {
    const root = new URL('../', import.meta.url);
    const own = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docs/editors.md'];
    const more = ['docs/operations.md', 'docs/runbook.md', 'docs/benchmarks.md', 'docs/language/README.md'];
    const decisions = readdirSync(new URL('docs/adr/', root)).map((name) => `docs/adr/${name}`);
    const generated = Object.keys(pages).map((name) => `docs/language/${name}`);
    const dead = [...own, ...more, ...decisions, ...generated].flatMap((file) => {
      const text = readFileSync(new URL(file, root), 'utf8').replace(/^(`{3,})[\s\S]*?^\1/gm, '');
      const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target as string);
      return targets.filter((target) => isDead(target, new URL(file, root))).map((target) => `${file}: ${target}`);
    });
    expect(dead).toEqual([]);
  });

  it('lists every decision by its title', () => {
    const decisions = new URL('../docs/adr/', import.meta.url);
    const listed = readFileSync(new URL('README.md', decisions), 'utf8').matchAll(/^- \[\d+\. (.+)\]\((.+)\)$/gm);
    const titles = readdirSync(decisions)
      .filter((name) => name !== 'README.md')
      .map((name) => {
        const [heading = ''] = readFileSync(new URL(name, decisions), 'utf8').split('\n');
        return [name, heading.replace(/^# (\d+\. )?/, '')];
      });
    expect([...listed].map(([, title, name]) => [name, title])).toEqual(titles.sort());
  });

  it('has a page behind every link', () => {
    const texts = { ...pages, 'README.md': readFileSync(new URL('README.md', folder), 'utf8') };
    const known = new Set(Object.keys(texts));
    const dead = Object.entries(texts).flatMap(([name, text]) =>
      [...text.matchAll(/\]\(([a-z/-]+\.md)/g)]
        .map(([, target]) => new URL(target as string, `x:/${name}`).pathname.slice(1))
        .filter((target) => !known.has(target)),
    );
    expect(dead).toEqual([]);
  });

  it('shows documents without mistakes in the overview', () => {
    const text = readFileSync(new URL('README.md', folder), 'utf8');
    const documents = [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json]) => json as string);
    expect(documents).toHaveLength(2);
    for (const document of documents) expect(createEngine().compile(document).diagnostics).toEqual([]);
  });
});

/** Addresses of the web are not asked for. */
function isDead(target: string, from: URL): boolean {
  if (/^[a-z]+:/.test(target)) return false;
  const [path = '', heading] = target.split('#');
  const to = path === '' ? from : new URL(path, from);
  if (!existsSync(to)) return true;
  if (heading === undefined) return false;
  const headings = [...readFileSync(to, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, words]) => slugOf(words as string));
  return !headings.includes(heading);
}

/** How readers of Markdown name a heading in an address. */
const slugOf = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
