import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../create-engine.ts';
import { dialects } from '../dialects/index.ts';
import type { RenderInput } from '../engine.ts';
import { fixtureInput } from '../fixture-input.ts';
import { galleryPage } from '../gallery/gallery-page.ts';

/** Attributes whose values a browser or htmx would run as code, or that lead away from the site (language.md 9.3). */
function hazardsIn(html: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    if ('attrs' in node)
      for (const { name, value } of node.attrs) if (isHazard(name, value)) found.push(`${name}=${value}`);
    if ('childNodes' in node) for (const child of node.childNodes) visit(child);
    if ('content' in node) visit(node.content);
  };
  visit(parse(html, { scriptingEnabled: false }));
  return found;
}

function isHazard(name: string, value: string): boolean {
  if (
    /^(?:on|hx-on|data-hx-)|^(?:hx-(?:confirm|vals|vars|headers|request|prompt|inherit|config|live)|style|srcdoc)$/.test(
      name,
    )
  )
    return true;
  if (/^(?:href|src|action|formaction)$/.test(name)) return /^[\s\0-\x20]*(?:javascript|data|vbscript):/i.test(value);
  if (!name.startsWith('hx-')) return false;
  if (/^hx-(?:get|post|put|patch|delete)$/.test(name)) return !/^\/(?![/\\])/.test(value);
  return /(?:^|[\s,:])(?:js|javascript):/i.test(value) || (name === 'hx-trigger' && value.includes('['));
}

const root = new URL('./', import.meta.url);
const names = readdirSync(root).filter((name) => existsSync(new URL(`${name}/document.json`, root)));

describe.each(Object.keys(dialects) as (keyof typeof dialects)[])('pages for %s (language.md 9.3, S1)', (dialect) => {
  it.each(names)('hold nothing that could run in sample %s', (name) => {
    const html = sampleHtml(new URL(`${name}/`, root), dialect);
    expect(html.length).toBeGreaterThan(100);
    expect(hazardsIn(html)).toEqual([]);
  });

  it('hold nothing that could run in the gallery', () => {
    const engine = createEngine({ dialect });
    expect(hazardsIn(engine.render(engine.compile(galleryPage()).program!).html)).toEqual([]);
  });
});

it.each([
  '<p onclick="x">',
  '<p hx-on:click="x">',
  '<p hx-confirm="js:x">',
  '<p hx-vals="{}">',
  '<p hx-get="https://elsewhere.example/">',
  '<p hx-post="//elsewhere.example/">',
  '<p hx-trigger="click[x]">',
  '<p hx-swap="javascript:x">',
  '<p hx-target="js:x">',
  '<p style="color: red">',
  '<a href=" java&#115;cript:x">',
  '<template><p onload="x"></p></template>',
  '<noscript><p onload="x"></p></noscript>',
])('finds what is planted: %s', (planted) => {
  expect(hazardsIn(`<main>${planted}</main>`)).toHaveLength(1);
});

function sampleHtml(folder: URL, dialect: keyof typeof dialects): string {
  const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');
  const others = existsSync(new URL('documents', folder)) ? readdirSync(new URL('documents', folder)) : [];
  const texts = others.map((name) => read(`documents/${name}`));
  const engine = createEngine({
    dialect,
    documents: { find: (id) => texts.filter((text) => JSON.parse(text).id === id).map((text) => ({ text })) },
  });
  const compiled = engine.compile(read('document.json'));
  const asked: string | RenderInput = JSON.parse(read('input.json'));
  const input = typeof asked === 'string' ? fixtureInput(compiled, asked) : asked;
  return engine.render(compiled.program!, { ...input, lazy: 'waiting' }).html;
}
