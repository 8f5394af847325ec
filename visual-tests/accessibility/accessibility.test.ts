import { describe, expect, it } from 'vitest';
import type { AccessibilityFinding } from '../types/shot.ts';
import { judgeAccessibility } from './judge-accessibility.ts';
import { accessibilityWishes, tagsOf } from './standard.ts';

const finding = (rule: string, node: string | null, target = 'a'): AccessibilityFinding => ({
  rule,
  impact: 'serious',
  node,
  target,
  message: 'Something is wrong.',
});
const now = new Date('2026-03-01T00:00:00Z');
const judge = (before: AccessibilityFinding[] | null, after: AccessibilityFinding[] | null, ignore = {}) =>
  judgeAccessibility(
    { aria: null, findings: before },
    { aria: null, findings: after },
    { ignore: accessibilityWishes(ignore).ignore, now },
  );

describe('findings of accessibility (T7)', () => {
  it('gate only when they are new', () => {
    const known = finding('color-contrast', 'price');
    expect(judge([known], [known])).toMatchObject({ newFindings: [], sentences: [] });
    const fresh = finding('image-alt', 'logo');
    expect(judge([known], [known, fresh])).toMatchObject({
      newFindings: [fresh],
      sentences: ['Less accessible than before: image-alt at "logo".'],
    });
    expect(judge([known], [])).toMatchObject({ newFindings: [] });
  });

  it('are the same in one more row, and others in another node', () => {
    expect(judge([finding('label', 'row')], [finding('label', 'row'), finding('label', 'row#2')]).newFindings).toEqual(
      [],
    );
    expect(judge([finding('label', 'row')], [finding('label', 'rows')]).newFindings).toHaveLength(1);
    expect(judge([finding('label', null, '.a')], [finding('label', null, '.b')]).newFindings).toHaveLength(1);
  });

  it('say nothing where nobody looked', () => {
    expect(judge(null, [finding('label', 'row')]).newFindings).toEqual([]);
    expect(judge([], null).newFindings).toEqual([]);
  });

  it('are left out for the reason a document gives, until the day it says', () => {
    const ignore = (until?: string) => ({ ignore: [{ rule: 'label', node: 'row', reason: 'Known.', until }] });
    expect(judge([], [finding('label', 'row#7')], ignore('2026-03-02')).newFindings).toEqual([]);
    expect(judge([], [finding('label', 'row')], ignore()).newFindings).toEqual([]);
    expect(judge([], [finding('label', 'row')], ignore('2026-02-28')).newFindings).toHaveLength(1);
    expect(judge([], [finding('label', 'other')], ignore('2026-03-02')).newFindings).toHaveLength(1);
  });
});

describe('what assistive technology hears (T7)', () => {
  const hear = (before: string | null, after: string | null, silenced = false) =>
    judgeAccessibility(
      { aria: before, findings: null },
      { aria: after, findings: null },
      { ignore: [], now, silenced },
    );

  it('makes a difference by itself', () => {
    expect(hear('- button "Save"\n- link "Back"', '- button "Keep"\n- link "Back"')).toMatchObject({
      isHeardDifferently: true,
      sentences: ['Assistive technology hears one line differently (now: button "Keep").'],
    });
    expect(hear('- a\n- b', '- b').sentences[0]).toContain('no longer: a)');
  });

  it('may be less where a mask came after the baseline, and nothing else', () => {
    const before = '- heading "Today"\n- text: 10:00\n- link "Back"';
    expect(hear(before, '- heading "Today"\n- link "Back"', true).isHeardDifferently).toBe(false);
    expect(hear(before, '- heading "Today"\n- link "Back"').isHeardDifferently).toBe(true);
    expect(hear(before, '- heading "Today"\n- link "Forth"', true).isHeardDifferently).toBe(true);
    expect(hear(before, '- link "Back"\n- heading "Today"', true).isHeardDifferently).toBe(true);
  });

  it('is not where a link leads: its address holds the hash of the document', () => {
    const page = (hash: string, name = 'Export') => `- link "${name}":\n  - /url: /_ui/acme/orders@${hash}/a\n  - img`;
    expect(hear(page('aaa'), page('bbb'))).toMatchObject({ isHeardDifferently: false, sentences: [] });
    expect(hear(page('aaa'), page('bbb', 'Keep')).sentences).toEqual([
      'Assistive technology hears one line differently (now: link "Keep":).',
    ]);
  });

  it('is a difference when only the order changed', () => {
    expect(hear('- a\n- b', '- b\n- a')).toMatchObject({ isHeardDifferently: true });
  });

  it('is none where one of the two is not known', () => {
    const pairs: readonly [string | null, string | null][] = [
      [null, '- a'],
      ['- a', null],
      ['- a', '- a'],
    ];
    for (const [before, after] of pairs) {
      expect(hear(before, after)).toMatchObject({ isHeardDifferently: false, sentences: [] });
    }
  });
});

describe('the standard a document promises', () => {
  it.each([
    ['wcag2a', ['wcag2a']],
    ['wcag20aa', ['wcag2a', 'wcag2aa']],
    ['WCAG21AA', ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']],
    ['section508', null],
    [null, null],
  ])('%s is looked at by %j', (standard, tags) => expect(tagsOf(standard)).toEqual(tags));

  it('is read from whatever stands there', () => {
    for (const written of [null, 3, [], { standard: 7, ignore: [null, 'x', { rule: 'a' }] }]) {
      expect(accessibilityWishes(written)).toEqual({ standard: null, ignore: [] });
    }
  });
});
