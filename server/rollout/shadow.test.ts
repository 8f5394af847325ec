import { describe, expect, it } from 'vitest';
import type { Bundle, StreamInput } from '#engine';
import { livePage } from '../delivery/live-page.ts';
import type { LivePage } from '../delivery/live-pages.ts';
import { compileBundle } from '../schemas/compile-bundle.ts';
import { storedSheets } from '../schemas/stored-sheets.ts';
import type { LiveRow, ReleaseRow } from '../storage/index.ts';
import { greetingPage } from '../testing/pages.ts';
import { shadow } from './shadow.ts';
import { shadowInputs } from './shadow-inputs.ts';
import { showsNothing } from './shows-nothing.ts';

const names = { type: 'array', items: { type: 'string' } };
const list = (more: object = {}): string =>
  greetingPage({
    data: { names: { source: 'names', schema: names } },
    view: {
      id: 'list',
      type: 'Stack',
      children: [
        {
          id: 'name',
          type: 'Text',
          for: { each: '${data.names}', as: 'name', key: '${name}' },
          props: { text: '${name}' },
        },
      ],
    },
    ...more,
  });

/** A version as a server would show it, without the server. */
function version(text: string): LivePage {
  const bundle = {
    format: 1,
    root: 'acme/greeting',
    documents: [{ id: 'acme/greeting', version: '1.0.0', text }],
    settings: {},
    manifests: { sources: { sources: { names: { version: '1.0.0', args: { type: 'object' }, result: names } } } },
    assets: [],
    engine: '1.0.0',
  } as Bundle;
  const { program, sheets } = compileBundle(bundle);
  expect(program).not.toBeNull();
  const release = { hash: text, bundle: JSON.stringify(bundle), program: JSON.stringify(program), tests: null };
  return livePage(
    { channel: 'production', document_id: 'acme/greeting', route: '/greeting' } as LiveRow,
    { ...release, version: '1.0.0', sheets: storedSheets(sheets) } as unknown as ReleaseRow,
    {},
    'htmx4',
    {},
  );
}

const asked = (...all: readonly string[]): StreamInput => ({ params: {}, data: { names: all }, failures: {} });

describe('a candidate in the shadow (P4)', () => {
  it('is as good as the version before when it renders the same', async () => {
    const report = await shadow(version(list()), version(list({ title: 'Greeting' })), [
      asked('Ada'),
      asked('Bob', 'C'),
    ]);
    expect(report).toMatchObject({ rendered: 2, incomparable: 0, equal: 1, threw: 0, broken: 0, empty: 0 });
    expect(report.bytes.candidate).toBe(report.bytes.stable);
  });

  it('is told from the version before by its bytes', async () => {
    const longer = version(list({ head: { title: 'A longer title than before' } }));
    const report = await shadow(version(list()), longer, [asked('Ada')]);
    expect(report).toMatchObject({ rendered: 1, equal: 0, threw: 0, empty: 0 });
    expect(report.bytes.candidate).toBeGreaterThan(report.bytes.stable);
  });

  it('that shows nothing is found, and only where the version before shows something', async () => {
    const blank = version(
      list({
        view: {
          id: 'list',
          type: 'Stack',
          children: [{ id: 'one', type: 'Text', if: '${false}', props: { text: 'x' } }],
        },
      }),
    );
    const report = await shadow(version(list()), blank, [asked('Ada'), asked()]);
    expect(report).toMatchObject({ rendered: 2, empty: 1 });
  });

  it('cannot be compared where it needs data that nobody asked for', async () => {
    const greedy = version(
      list({
        data: { names: { source: 'names', schema: names }, more: { source: 'names', schema: names } },
        view: { id: 'both', type: 'Text', props: { text: '${size(data.names)} ${size(data.more)}' } },
      }),
    );
    expect(await shadow(version(list()), greedy, [asked('Ada')])).toMatchObject({
      rendered: 0,
      incomparable: 1,
      equal: null,
    });
  });
});

describe('inputs for the shadow (P4)', () => {
  it('are few, each kind once, not long, and nobody can be told from them', () => {
    const inputs = shadowInputs();
    const ctx = { locale: 'en', timeZone: 'UTC', now: '2026-01-01T00:00:00Z', user: { id: 'ada' }, late: 1 } as never;
    inputs.add({ ...asked('Ada'), ctx, late: { csrf: 'secret' } });
    inputs.add({ ...asked('Ada'), ctx });
    inputs.add(asked('x'.repeat(300_000)));
    inputs.add({ ...asked('later'), later: { names: Promise.resolve({ data: [] }) } });
    expect(inputs.list()).toHaveLength(1);
    expect(JSON.stringify(inputs.list())).not.toMatch(/secret|"ada"/);
    for (let at = 0; at < 100; at++) inputs.add(asked(String(at)));
    expect(inputs.list()).toHaveLength(20);
  });
});

describe('a page that shows nothing (P4)', () => {
  const page = (body: string): string =>
    `<!doctype html><html><head><title>Words in the head</title><style>p{}</style></head><body>${body}</body></html>`;

  it.each([
    '',
    ' \n ',
    '<main><div class="ui-stack"></div></main>',
    '<script>words()</script><style>p{}</style><template>later</template>',
    '<p>&nbsp;</p>',
  ])('is %j', (body) => expect(showsNothing(page(body))).toBe(true));

  it.each([
    '<p>Hi</p>',
    '<img src="/a.png" alt="">',
    '<form><input name="q"></form>',
    '<svg></svg>',
  ])('is not %j', (body) => expect(showsNothing(page(body))).toBe(false));

  it('is found in one pass, whatever is in it', () => {
    const hostile = `${'<script>'.repeat(50_000)}${'<template>'.repeat(50_000)}`;
    expect(showsNothing(page(hostile))).toBe(true);
    expect(showsNothing(page(`${'<div '.repeat(50_000)}>x`))).toBe(false);
  });
});
