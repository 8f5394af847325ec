import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DefaultTreeAdapterMap, parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import type { CaseResult, VisualRun } from '#contract';
import { resultOf as passedCase } from '../../contract/visual-results.testing.ts';
import { temporaryFolder } from '../../testing/folders.ts';
import { junitOf } from './junit.ts';
import { reportIn } from './write-report.ts';

const hostile = '<script>alert(1)</script> "&\' \u0000\ud800 ]]>';

const resultOf = (name: string, changes: Partial<CaseResult> = {}): CaseResult => {
  const plain = passedCase(name);
  const viewport = { ...plain.case.viewport, dpr: 2 };
  return {
    ...plain,
    case: { ...plain.case, key: `demo/hello/${name}`, viewport, browser: 'firefox' },
    baseline: 'sha256-before',
    shot: 'sha256-before',
    totalPixels: 100,
    milliseconds: 1500,
    ...changes,
  };
};

const change = (node: string, cause: string | null, message: string): CaseResult['changes'][number] => ({
  node,
  kind: cause === null ? 'text' : 'moved',
  before: [0, 0, 10, 10],
  after: [0, 4, 10, 10],
  cause,
  message,
  changedPixels: 12,
});

const run: VisualRun = {
  id: 'run-1',
  path: `hello ${hostile}.page.json`,
  documentId: 'demo/hello',
  contentHash: 'sha256-content-content-content',
  state: 'finished',
  verdict: 'failed',
  startedAt: '2026-01-01T10:00:00.123Z',
  endedAt: '2026-01-01T10:00:05Z',
  total: 5,
  continued: 0,
  results: [
    resultOf('fine'),
    resultOf('same', { skipped: true, milliseconds: 0, message: 'Nothing changed since it was shot.' }),
    resultOf('sometimes', { verdict: 'flaky', message: 'It passed on the second picture only.' }),
    resultOf('changed', {
      verdict: 'failed',
      decision: 'pending',
      shot: 'sha256-after',
      difference: 'sha256-damaged',
      changedPixels: 12,
      message: hostile,
      changes: [change('title', null, 'It said "Hello" and says "Goodbye".'), change('list', 'title', 'It moved.')],
    }),
    resultOf('new', { verdict: 'created', decision: 'pending', baseline: null, shot: 'sha256-after' }),
  ],
};

const picture = (hash: string): Uint8Array => {
  if (hash === 'sha256-damaged') throw new Error('It was changed outside.');
  return Buffer.from(hash);
};

type Node = DefaultTreeAdapterMap['node'];
const elements = (node: Node): readonly DefaultTreeAdapterMap['element'][] =>
  'childNodes' in node
    ? node.childNodes.flatMap((child) => ('tagName' in child ? [child, ...elements(child)] : []))
    : [];
const attribute = (element: DefaultTreeAdapterMap['element'], name: string) =>
  element.attrs.find((one) => one.name === name)?.value;

describe('the report of a visual test (T6)', () => {
  it('is a folder that needs no script, says what is gone, and takes hostile words as words', () => {
    const folder = join(temporaryFolder(), 'report');
    const report = reportIn(folder);
    report.add(run, picture);
    report.finish([run]);
    const html = readFileSync(join(folder, 'index.html'), 'utf8');
    const all = elements(parse(html));
    expect(all.filter(({ tagName }) => tagName === 'script')).toEqual([]);
    const pictures = all.filter(({ tagName }) => tagName === 'img').map((image) => attribute(image, 'src') ?? '');
    expect(pictures.length).toBeGreaterThan(4);
    for (const place of pictures) expect(existsSync(join(folder, place))).toBe(true);
    expect(html).toContain('This picture is gone or damaged.');
    // What needs a person comes first and is open; each status can be shown alone.
    const cases = all.filter((element) => attribute(element, 'class') === 'case');
    expect(cases.map((one) => [attribute(one, 'data-status'), attribute(one, 'open') !== undefined])).toEqual([
      ['failed', true],
      ['created', true],
      ['flaky', true],
      ['passed', false],
      ['unchanged', false],
    ]);
    for (const status of ['failed', 'created', 'flaky', 'passed', 'unchanged']) {
      expect(all.some((element) => attribute(element, 'id') === `show-${status}`)).toBe(true);
      expect(html).toContain(`body:has(#show-${status}:checked) .case:not([data-status="${status}"])`);
    }
    expect(html).toContain('It said &quot;Hello&quot; and says &quot;Goodbye&quot;.');
    expect(html).toContain('1 node moved or grew because of these');
  });

  it('is JUnit XML for programs, which names the pictures (T6)', () => {
    const place = (hash: string) => (hash === 'sha256-damaged' ? null : `/report/pictures/${hash}.png`);
    const [title, ...lines] = junitOf([run], { ci: true, place }).split('\n');
    expect(title).toBe('<?xml version="1.0" encoding="UTF-8"?>');
    expect(lines.join('\n')).toMatchInlineSnapshot(`
      "<testsuites name="studio test" tests="5" failures="2" errors="0" skipped="0" time="6.000">
        <testsuite name="hello &lt;script&gt;alert(1)&lt;/script&gt; &quot;&amp;&#39; �� ]]&gt;.page.json" timestamp="2026-01-01T10:00:00" tests="5" failures="2" errors="0" skipped="0" time="6.000">
          <testcase classname="demo/hello.firefox.mobile" name="fine (core/theme, en, light)" time="1.500">
            <properties><property name="verdict" value="passed"/><property name="decision" value="none"/><property name="shot" value="true"/></properties>
            <system-out>baseline: /report/pictures/sha256-before.png
      new: /report/pictures/sha256-before.png</system-out>
          </testcase>
          <testcase classname="demo/hello.firefox.mobile" name="same (core/theme, en, light)" time="0.000">
            <properties><property name="verdict" value="passed"/><property name="decision" value="none"/><property name="shot" value="false"/></properties>
            <system-out>Nothing changed since it was shot.
      baseline: /report/pictures/sha256-before.png
      new: /report/pictures/sha256-before.png</system-out>
          </testcase>
          <testcase classname="demo/hello.firefox.mobile" name="sometimes (core/theme, en, light)" time="1.500">
            <properties><property name="verdict" value="flaky"/><property name="decision" value="none"/><property name="shot" value="true"/></properties>
            <system-out>It passed on the second picture only.
      baseline: /report/pictures/sha256-before.png
      new: /report/pictures/sha256-before.png</system-out>
          </testcase>
          <testcase classname="demo/hello.firefox.mobile" name="changed (core/theme, en, light)" time="1.500">
            <properties><property name="verdict" value="failed"/><property name="decision" value="pending"/><property name="shot" value="true"/></properties>
            <failure type="failed" message="&lt;script&gt;alert(1)&lt;/script&gt; &quot;&amp;&#39; �� ]]&gt;">title: It said &quot;Hello&quot; and says &quot;Goodbye&quot;.
      list: It moved.</failure>
            <system-out>&lt;script&gt;alert(1)&lt;/script&gt; &quot;&amp;&#39; �� ]]&gt;
      baseline: /report/pictures/sha256-before.png
      new: /report/pictures/sha256-after.png
      difference: sha256-damaged (not written; use --report)</system-out>
          </testcase>
          <testcase classname="demo/hello.firefox.mobile" name="new (core/theme, en, light)" time="1.500">
            <properties><property name="verdict" value="created"/><property name="decision" value="pending"/><property name="shot" value="true"/></properties>
            <failure type="created" message="created"></failure>
            <system-out>new: /report/pictures/sha256-after.png</system-out>
          </testcase>
        </testsuite>
      </testsuites>
      "
    `);
    expect(junitOf([run], { ci: false, place })).toContain('<skipped message="created"/>');
  });
});
