import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NodeChange } from '../types/comparison.ts';
import { documentEdits } from './document-edits.ts';
import { editsBehind, editsBetween, type PageTexts } from './edits-behind.ts';
import { madeIn } from './made-in.ts';

const page = (title: string, children: readonly object[] = [], more: object = {}) => ({
  kind: 'page',
  id: 'acme/shop',
  uses: { Card: 'acme/card@^1.0.0' },
  view: {
    id: 'root',
    type: 'Stack',
    children: [{ id: 'title', type: 'Heading', props: { text: title } }, ...children, { id: 'card', type: 'Card' }],
  },
  ...more,
});
const card = (label: string) => ({
  kind: 'component',
  id: 'acme/card',
  view: { id: 'body', type: 'Stack', children: [{ id: 'word', type: 'Text', props: { text: label } }, label] },
});
const texts = (root: object, ...others: readonly ({ id: string } & object)[]): PageTexts => ({
  root: 'acme/shop',
  documents: new Map([
    ['acme/shop', JSON.stringify(root)],
    ...others.map((other) => [other.id, JSON.stringify(other)] as const),
  ]),
});
const change = (node: string, kind: NodeChange['kind'] = 'text', cause: string | null = null): NodeChange => ({
  node,
  kind,
  cause,
  before: null,
  after: null,
  message: '',
  changedPixels: 1,
});

describe('editsBehind (T3)', () => {
  it('names pointer and values of the edit of a node, and nothing for one that only moved', () => {
    const found = editsBehind(
      [change('title'), change('card', 'moved', 'title')],
      texts(page('Old'), card('a')),
      texts(page('New'), card('a')),
    );
    expect(found).toEqual([
      {
        node: 'title',
        where: 'node',
        edits: [
          {
            document: 'acme/shop',
            node: 'title',
            path: '/props/text',
            pointer: '/view/children/0/props/text',
            kind: 'changed',
            before: 'Old',
            after: 'New',
          },
        ],
      },
    ]);
  });

  it('finds a node that came in between, whose neighbors keep their own', () => {
    const added = { id: 'note', type: 'Text', props: { text: 'Hi' } };
    const found = editsBehind(
      [change('note', 'added')],
      texts(page('A'), card('a')),
      texts(page('A', [added]), card('a')),
    );
    expect(found[0]?.edits).toMatchObject([{ kind: 'added', pointer: '/view/children/1', after: added }]);
    const gone = editsBehind(
      [change('note', 'removed')],
      texts(page('A', [added]), card('a')),
      texts(page('A'), card('a')),
    );
    expect(gone[0]?.edits).toMatchObject([{ kind: 'removed', pointer: '/view/children/1', before: added }]);
  });

  it('looks into components, also repeated ones, and around a node that was not touched itself', () => {
    const [before, after] = [texts(page('A'), card('a')), texts(page('A'), card('b'))];
    const [word] = editsBehind([change('card--word#3')], before, after);
    expect(word).toMatchObject({
      where: 'node',
      edits: [{ document: 'acme/card', pointer: '/view/children/0/props/text' }],
    });
    const wide = { view: { ...page('A').view, props: { gap: 'large' } } };
    const [moved] = editsBehind([change('title', 'moved')], before, texts(page('A', [], wide), card('a')));
    expect(moved).toMatchObject({ where: 'around', edits: [{ node: 'root', kind: 'added', pointer: '/view/props' }] });
  });

  it('finds overrides of nodes that a base defines', () => {
    const base = { id: 'acme/layout', view: { id: 'head', type: 'Heading', props: { text: 'Base' } } };
    const child = (text: string) => ({ id: 'acme/shop', overrides: { head: { props: { text } } } });
    const found = editsBehind([change('head')], texts(child('A'), base), texts(child('B'), base));
    expect(found).toMatchObject([{ where: 'node', edits: [{ pointer: '/overrides/head/props/text', after: 'B' }] }]);
  });

  it('tells what is of no node, as a message or a theme, when no node explains it', () => {
    const theme = (color: string) => ({ id: 'acme/theme', tokens: { color: { accent: color } } });
    const found = editsBehind(
      [change('title', 'restyled')],
      texts(page('A'), theme('red')),
      texts(page('A'), theme('blue')),
    );
    expect(found).toMatchObject([
      { where: 'elsewhere', edits: [{ document: 'acme/theme', pointer: '/tokens/color/accent', before: 'red' }] },
    ]);
    expect(editsBehind([change('title')], texts(page('A')), texts({ ...page('A'), version: '2.0.0' }))).toEqual([]);
  });

  it('leaves out what a test only checks, and tells what it shows', () => {
    const tests = (quantity: number, expected: string) => ({
      fixtures: { base: { data: { quantity } } },
      thresholds: { diffRatio: quantity },
      cases: [
        { id: 'base', fixture: 'base', expect: [{ errors: [expected] }], steps: [{ do: 'wait', for: expected }] },
      ],
    });
    const edits = editsBetween(
      texts(page('Same', [], { tests: tests(1, '1s') })),
      texts(page('Same', [], { tests: tests(2, '2s') })),
    );
    expect(edits.map(({ pointer }) => pointer)).toEqual([
      '/tests/fixtures/base/data/quantity',
      '/tests/cases/0/steps/0/for',
    ]);
  });

  it('says with which version an edit came: the newest that made it what it is', () => {
    const versions = ['A', 'B', 'A', 'B', 'B'].map((title) => texts(page(title)));
    const steps = versions
      .slice(1)
      .map((after, at) => ({ version: at + 2, edits: editsBetween(versions[at]!, after) }));
    const [edit] = editsBetween(versions[0]!, versions[4]!);
    expect(madeIn(edit!, steps)).toBe(4);
    const [unsaved] = editsBetween(versions[0]!, texts(page('C')));
    expect(madeIn(unsaved!, steps)).toBe(null);
  });
});

describe('documentEdits', () => {
  it('finds nothing between equal texts, something between others, and never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
        const [old, young] = [JSON.stringify({ view: before }), JSON.stringify({ view: after })];
        expect(documentEdits('x', old, old)).toEqual([]);
        expect(documentEdits('x', old, young).length > 0).toBe(!isEqual(JSON.parse(old), JSON.parse(young)));
      }),
    );
    expect(documentEdits('x', '{', '{}')).toEqual([]);
  });
});

/** Equal but for the order of keys. */
function isEqual(one: unknown, other: unknown): boolean {
  try {
    expect(one).toEqual(other);
    return true;
  } catch {
    return false;
  }
}
