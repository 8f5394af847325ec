import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../create-engine.ts';
import { dialects } from '../dialects/index.ts';
import { galleryPage } from '../gallery/gallery-page.ts';
import { readSample, sampleNames } from './sample.testing.ts';

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

describe.each(Object.keys(dialects) as (keyof typeof dialects)[])('pages for %s (language.md 9.3, S1)', (dialect) => {
  it.each(sampleNames)('hold nothing that could run in sample %s', (name) => {
    const html = sampleHtml(name, dialect);
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

function sampleHtml(name: string, dialect: keyof typeof dialects): string {
  const { text, engine: engineOf, input } = readSample(name);
  const engine = engineOf({ dialect });
  const compiled = engine.compile(text);
  return engine.render(compiled.program!, { ...input(compiled), lazy: 'waiting' }).html;
}
