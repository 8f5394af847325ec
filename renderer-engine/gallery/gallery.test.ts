import { describe, expect, it } from 'vitest';
import { catalog } from '../components/catalog.ts';
import { createEngine } from '../create-engine.ts';
import { galleryPage, wordsOf } from './gallery-page.ts';

const engine = createEngine();
const { program, diagnostics } = engine.compile(galleryPage());

describe('the gallery (E1)', () => {
  it('is a page without errors', () => {
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('shows every component with each of its examples', () => {
    const { html } = engine.render(program!);
    for (const { type, examples } of catalog.values()) {
      expect(html).toContain(`>${type}</h2>`);
      for (const example of examples) expect(html).toContain(`>${wordsOf(example).replaceAll('&', '&amp;')}</span>`);
    }
  });

  it('is the same under every theme and in every scheme', () => {
    const one = engine.render(program!).html;
    const other = engine.render(program!, { late: { preferences: { scheme: 'dark' } } }).html;
    expect(other.replace(' data-ui-scheme="dark"', '')).toBe(one);
  });

  it('has a sheet without mistakes', () => {
    expect(engine.styles(program!).diagnostics).toEqual([]);
  });
});
