import { readdirSync, readFileSync } from 'node:fs';
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
