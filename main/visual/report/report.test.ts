import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DefaultTreeAdapterMap, parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import type { CaseResult, VisualRun } from '#contract';
import { summaryOf } from '../../cli/commands/test-summary.ts';
import { resultOf as passedCase } from '../../contract/visual-results.testing.ts';
import { temporaryFolder } from '../../testing/folders.ts';
import { caseRows } from './case-rows.ts';
import { junitOf } from './junit.ts';
import { reportPage } from './report-page.ts';
import { testedRun } from './tested-run.ts';
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
    report.finish([testedRun(run, picture)]);
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
    const [title, ...lines] = junitOf([testedRun(run, picture)], { ci: true, place }).split('\n');
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
            <failure type="changed" message="&lt;script&gt;alert(1)&lt;/script&gt; &quot;&amp;&#39; �� ]]&gt;">title: It said &quot;Hello&quot; and says &quot;Goodbye&quot;.
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
    expect(junitOf([testedRun(run, picture)], { ci: false, place })).toContain('<skipped message="created"/>');
  });

  it('says who excused a case until when, what is heard differently, and what is not accessible (T5, T7)', () => {
    const texts: Readonly<Record<string, string>> = {
      before: '- main:\n  - heading "Hello"\n  - button "Send"',
      after: '- main:\n  - heading "Hello"\n  - button "Go"',
      looked: JSON.stringify({ page: 'p', findings: [finding('image-alt', 'logo'), finding('label', 'name')] }),
    };
    const blob = (hash: string) => (texts[hash] === undefined ? null : Buffer.from(texts[hash]));
    const common = { by: 'Ada', at: '2026-01-01T00:00:00Z', reason: 'It blinks.' };
    const quarantine = {
      ...common,
      kind: 'quarantined',
      pixels: null,
      owner: 'Bob',
      until: '2026-03-01T00:00:00Z',
    } as const;
    const heard = resultOf('heard', {
      verdict: 'failed',
      decision: 'pending',
      heardDifferently: true,
      baselineAria: 'before',
      aria: 'after',
    });
    const results = [
      { ...heard, case: { ...heard.case, modifiers: { density: 'compact' }, medium: 'print' as const, at: 200 } },
      resultOf('found', {
        verdict: 'failed',
        decision: 'pending',
        findings: 'looked',
        newFindings: [finding('image-alt', 'logo')],
      }),
      resultOf('wish', {
        verdict: 'failed',
        decision: 'pending',
        html: 'after',
        baselineHtml: 'before',
        broken: [{ node: 'total', message: 'It should say "4" and says "5".' }],
      }),
      resultOf('odd', { verdict: 'unstable', decision: 'quarantined', reason: 'It blinks.', excuse: quarantine }),
    ];
    const tested = testedRun({ ...run, results }, blob);
    const [first, second, wish, third] = caseRows(tested);
    expect(wish).toMatchObject({ differs: ['expected', 'html'], broken: [{ node: 'total' }] });
    expect(wish?.markup).toContain('+  - button "Go"');
    expect(first).toMatchObject({ modifiers: { density: 'compact' }, medium: 'print', at: 200, differs: ['heard'] });
    expect(first?.heard).toContain('+  - button "Go"');
    expect(second).toMatchObject({ differs: ['findings'], knownFindings: [{ rule: 'label', node: 'name' }] });
    expect(third).toMatchObject({ excuse: quarantine, decision: 'quarantined' });

    const page = reportPage([tested], () => null);
    expect(page).toContain('✕ Heard differently</span>');
    expect(page).toContain(
      'firefox · mobile (390 × 844 at 2×) · core/theme · en · light · density compact · print · after 200 ms',
    );
    expect(page).toContain('<del>-  - button &quot;Send&quot;</del><ins>+  - button &quot;Go&quot;</ins>');
    expect(page).toContain('✕ Less accessible</span>');
    expect(page).toContain('✕ Not as expected</span>');
    expect(page).toContain('<td>It should say &quot;4&quot; and says &quot;5&quot;.</td>');
    expect(page).toContain('<figcaption>HTML of the page</figcaption>');
    expect(page).toContain('1 known finding of accessibility, which does not count');
    expect(page).toContain('In quarantine by Ada until 2026-03-01; Bob sees to it: It blinks.');

    const xml = junitOf([tested], { ci: false, place: () => null });
    expect(xml).toContain('name="heard (core/theme, en, light, density compact, print, after 200 ms)"');
    expect(xml).toContain('<failure type="heard differently"');
    expect(xml).toContain(
      '<failure type="less accessible" message="failed">logo: image-alt: It breaks a rule.</failure>',
    );
    expect(xml).toContain('total: It should say &quot;4&quot; and says &quot;5&quot;.</failure>');
    expect(xml).toContain('known finding: label at name');
    expect(xml).toContain(
      '<skipped message="In quarantine by Ada until 2026-03-01; Bob sees to it: It blinks. unstable"/>',
    );

    const { words, exit } = summaryOf([tested], { ci: false, report: null, calledOff: false });
    expect([exit, words?.[0]]).toEqual([1, 'failed (heard differently): demo/hello/heard']);
    expect(words).toContain(
      'quarantined: demo/hello/odd: In quarantine by Ada until 2026-03-01; Bob sees to it: It blinks.',
    );
  });
});

const finding = (rule: string, node: string) => ({
  rule,
  impact: 'serious' as const,
  node,
  target: `#${node}`,
  message: 'It breaks a rule.',
});
