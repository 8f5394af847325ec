import { describe, expect, it } from 'vitest';
import { createEngine } from './create-engine.ts';
import type { Json } from './document/types.ts';
import { readsClock } from './reads-clock.ts';
import { readSample, sampleNames } from './samples/sample.testing.ts';

const programOf = (text: string, more: Readonly<Record<string, Json>> = {}) => {
  const page = {
    $schema: 'https://schema-studio.dev/ui/1/page.json',
    kind: 'page',
    id: 'acme/clock',
    version: '1.0.0',
    title: 'Clock',
    route: '/clock',
    view: { id: 'root', type: 'Stack', children: [{ id: 'text', type: 'Text', props: { text }, ...more }] },
  };
  const { program, diagnostics } = createEngine().compile(JSON.stringify(page), { file: 'clock.page.json' });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return program!;
};

describe('whether a page may look otherwise at another time (E13)', () => {
  it.each([
    ['the moment', '${ctx.now}', {}],
    ['the day', '${ctx.today}', {}],
    ['in a condition', 'x', { if: "${ctx.today > '2026-01-01'}" }],
    ['in a local name', '${day}', { let: { day: '${ctx.today}' } }],
    ['in a loop', '${n}', { for: { each: '${[ctx.today]}', as: 'n', key: '${n}' } }],
    ['how long ago', "${relative('2026-01-01')}", {}],
    ['all of the context', '${all.locale}', { let: { all: '${ctx}' } }],
    ['by a name that is computed', "${ctx[ctx.locale == 'en' ? 'now' : 'today']}", {}],
  ])('%s', (_, text, more) => {
    expect(readsClock(programOf(text, more as Record<string, Json>))).toBe(true);
  });

  it.each([
    ['words', 'Hello', {}],
    ['the reader', '${ctx.locale} ${ctx.tenant.id} ${ctx.dir} ${ctx.timeZone}', {}],
    ['the form of a date', "${date('2026-01-01')}", {}],
    ['words that look like it', "now, today, relative and ['slot', 2]", {}],
  ])('not by %s', (_, text, more) => {
    expect(readsClock(programOf(text, more as Record<string, Json>))).toBe(false);
  });

  it.each(sampleNames)('sample %s keeps its bytes at another time, or says that it may not', (name) => {
    const { text, engine: engineOf, input } = readSample(name);
    const engine = engineOf();
    const compiled = engine.compile(text, { file: 'document.json' });
    const { program } = compiled;
    const { ctx, ...rest } = input(compiled);
    const at = (now: string): string => engine.render(program!, { ...rest, ctx: { ...ctx, now } }).html;
    const isSame = at('2026-01-01T00:00:00Z') === at('2031-05-06T07:08:00Z');
    expect(isSame || readsClock(program!)).toBe(true);
  });
});
