import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clustersOf } from '../diff/clusters.ts';
import { runList } from '../diff/runs.ts';
import type { Box, NodeShape } from '../types/shot.ts';
import { nodeChanges } from './node-changes.ts';

const width = 200;

interface Wish {
  readonly parent?: string;
  readonly text?: string;
  readonly style?: Record<string, string>;
}
const shape = (node: string, box: Box, { parent, text = '', style = {} }: Wish = {}): NodeShape => ({
  node,
  parent: parent ?? (node === 'page' ? null : 'page'),
  box,
  text,
  style,
});

/** What changed, with every pixel inside those boxes different. */
function changed(before: readonly NodeShape[], after: readonly NodeShape[], boxes: readonly Box[], dpr = 1) {
  const list = runList();
  const bottom = Math.max(0, ...boxes.map(([, top, , height]) => top + height));
  for (let row = 0; row < bottom; row++) {
    const columns = new Set<number>();
    for (const [left, top, wide, high] of boxes) {
      if (row < top || row >= top + high) continue;
      for (let column = left; column < left + wide; column++) columns.add(column);
    }
    for (const column of [...columns].sort((a, b) => a - b)) list.add(row, column, column + 1);
  }
  const runs = list.runs();
  return nodeChanges({ before, after, runs, dpr, clusters: clustersOf(runs, width * dpr) });
}
const short = ({ changes }: ReturnType<typeof changed>) =>
  changes.map(({ node, kind, cause }) => `${node} ${kind}${cause ? ` by ${cause}` : ''}`);

describe('nodeChanges (T3)', () => {
  const page = (title: string, lines: number, style = {}): readonly NodeShape[] => {
    const down = (lines - 1) * 20;
    return [
      shape('page', [0, 0, 200, 100 + down]),
      shape('title', [0, 0, 200, lines * 20], { text: title, style }),
      shape('card', [0, 20 + down, 200, 60]),
      shape('name', [10, 30 + down, 100, 20], { parent: 'card', text: 'Name' }),
      shape('foot', [0, 80 + down, 200, 20], { text: 'Foot' }),
    ];
  };

  it('folds everything below a heading that grew a line under the heading', () => {
    const found = changed(page('Short', 1), page('Much longer', 2), [[0, 0, 200, 120]]);
    expect(short(found)).toEqual([
      'title text',
      'page resized by title',
      'card moved by title',
      'name moved by title',
      'foot moved by title',
    ]);
    expect(found.changes[0]?.message).toBe(
      'It said "Short" and says "Much longer" now. It was 200 × 20 and is 200 × 40 now. 4 more nodes changed because of it.',
    );
    expect(found.changes[2]).toMatchObject({ before: [0, 20, 200, 60], after: [0, 40, 200, 60] });
    expect(found.changes[2]?.message).toBe('It moved 20 down.');
    expect(found.clusters).toMatchObject([{ node: 'title' }]);
  });

  it('names properties of style with what they were and are, and not those handed down', () => {
    const [red, blue] = ['rgb(255, 0, 0)', 'rgb(0, 0, 255)'];
    const card = (color: string): readonly NodeShape[] => [
      shape('page', [0, 0, 200, 100]),
      shape('card', [0, 0, 200, 50], { style: { color, 'border-top': `1px solid ${color}` } }),
      shape('name', [10, 10, 100, 20], {
        parent: 'card',
        text: 'Name',
        style: { color, outline: `1px solid ${color}` },
      }),
      shape('badge', [10, 30, 50, 10], { parent: 'card', style: { color, 'background-color': color } }),
    ];
    const found = changed(card(red), card(blue), [[0, 0, 200, 50]]);
    expect(short(found)).toEqual(['card restyled', 'name restyled by card', 'badge restyled by card']);
    expect(found.changes[0]?.message).toBe(
      `Its color was ${red} and is ${blue} now. 2 more nodes changed because of it.`,
    );
  });

  it('says what all sides or corners have in common once', () => {
    const sides = (line: string, top = line) => ({
      'border-top': top,
      'border-right': line,
      'border-bottom': line,
      'border-left': line,
      opacity: line.slice(0, 1),
    });
    const box = (style: NodeShape['style']) => [shape('box', [0, 0, 200, 50], { style })];
    const message = (before: NodeShape['style'], after: NodeShape['style']) =>
      changed(box(before), box(after), [[0, 0, 200, 50]]).changes[0]?.message;
    expect(message(sides('1px solid'), sides('2px solid'))).toBe(
      'Its border was 1px solid and is 2px solid now, opacity was 1 and is 2 now.',
    );
    expect(message(sides('1px solid'), sides('2px solid', '3px solid'))).toContain(
      'border-top was 1px solid and is 3px',
    );
  });

  it('finds a list item put in before others, and says the others only moved', () => {
    const list = (items: readonly string[]): readonly NodeShape[] => [
      shape('page', [0, 0, 200, items.length * 20]),
      ...items.flatMap((text, at) => {
        const count = at === 0 ? '' : `#${at + 1}`;
        return [
          shape(`item${count}`, [0, at * 20, 200, 20]),
          shape(`label${count}`, [5, at * 20, 100, 20], { parent: `item${count}`, text }),
        ];
      }),
    ];
    const found = changed(list(['a', 'b', 'c']), list(['new', 'a', 'b', 'c']), [[0, 0, 200, 80]]);
    expect(short(found)).toEqual([
      'item added',
      'page resized by item',
      'label added by item',
      'item#2 moved by item',
      'label#2 moved by item',
      'item#3 moved by item',
      'label#3 moved by item',
      'item#4 moved by item',
      'label#4 moved by item',
    ]);
    const gone = changed(list(['a', 'b', 'c']), list(['a', 'c']), [[0, 20, 200, 40]]);
    expect(short(gone)).toEqual([
      'item#2 removed',
      'page resized by item#2',
      'item#2 moved by item#2',
      'label#2 moved by item#2',
      'label#2 removed by item#2',
    ]);
    const edited = changed(list(['a', 'b', 'c']), list(['a', 'x', 'c']), [[5, 20, 100, 20]]);
    expect(short(edited)).toEqual(['label#2 text']);
  });

  it('takes the first that moved for the cause when no style that is painted explains it', () => {
    const gap = (by: number): readonly NodeShape[] => [
      shape('page', [0, 0, 200, 100 + by]),
      shape('box', [0, 0, 200, 60 + by]),
      shape('one', [0, 0, 200, 20], { parent: 'box' }),
      shape('two', [0, 20 + by, 200, 20], { parent: 'box' }),
      shape('three', [0, 40 + by, 200, 20], { parent: 'box' }),
      shape('foot', [0, 60 + by, 200, 20]),
    ];
    const found = changed(gap(0), gap(1), [[0, 20, 200, 61]]);
    expect(short(found)).toEqual([
      'two moved',
      'page resized by two',
      'box resized by two',
      'three moved by two',
      'foot moved by two',
    ]);
  });

  it('folds what shrank or moved beside a node that grew, or inside one whose padding did', () => {
    const row = (wide: number): readonly NodeShape[] => [
      shape('page', [0, 0, 200, 20]),
      shape('left', [0, 0, wide, 20], { text: `${wide}` }),
      shape('right', [wide, 0, 200 - wide, 20]),
    ];
    expect(short(changed(row(50), row(80), [[0, 0, 200, 20]]))).toEqual(['left text', 'right resized by left']);
    const padded = (by: number): readonly NodeShape[] => [
      shape('page', [0, 0, 200, 40]),
      shape('box', [0, 0, 200, 40], { style: { 'padding-left': `${by}px` } }),
      shape('in', [by, 0, 200 - by, 40], { parent: 'box' }),
    ];
    expect(short(changed(padded(0), padded(8), [[0, 0, 200, 40]]))).toEqual(['box restyled', 'in resized by box']);
  });

  it('calls a node repainted when only its pixels differ, and puts a shadow on its neighbor under the cause', () => {
    const nodes = (style = {}) => [
      shape('page', [0, 0, 200, 100]),
      shape('picture', [20, 20, 40, 40]),
      shape('far', [150, 60, 10, 10], { style }),
    ];
    const image = changed(nodes(), nodes(), [[30, 30, 5, 5]]);
    expect(image.changes).toMatchObject([{ node: 'picture', kind: 'repainted', cause: null, changedPixels: 25 }]);
    expect(image.clusters).toMatchObject([{ node: 'picture' }]);
    const shadow = changed(nodes(), nodes({ 'box-shadow': '0 0 4px red' }), [[146, 56, 18, 18]]);
    expect(short(shadow)).toEqual(['far restyled', 'page repainted by far']);
  });

  it('counts pixels of the innermost node in device pixels, and none that an ancestor cuts off', () => {
    const nodes = [
      shape('page', [0, 0, 200, 100]),
      shape('foot', [0, 50, 200, 50]),
      shape('box', [0, 0, 100, 50], { style: { 'overflow-y': 'hidden' } }),
      shape('long', [0, 0, 100, 100], { parent: 'box' }),
    ];
    expect(changed(nodes, nodes, [[0, 90, 10, 30]], 2).changes).toMatchObject([
      { node: 'foot', changedPixels: 200 },
      { node: 'long', changedPixels: 100 },
    ]);
  });

  it('knows a node again that stands below another one now', () => {
    const place = (parent: string, top: number) => [
      shape('page', [0, 0, 200, 100]),
      shape('a', [0, 0, 200, 50]),
      shape('b', [0, 50, 200, 50]),
      shape('moved', [0, top, 20, 20], { parent, text: 'Me' }),
    ];
    expect(
      short(
        changed(place('a', 10), place('b', 60), [
          [0, 10, 20, 20],
          [0, 60, 20, 20],
        ]),
      ),
    ).toEqual(['moved moved']);
  });

  it('says nothing of nodes where nothing differs, and every cause it names is one, whatever changes', () => {
    const node = fc.record({
      parent: fc.nat(6),
      left: fc.nat(100),
      top: fc.nat(100),
      size: fc.nat(60),
      text: fc.constantFrom('', 'a', 'b'),
      color: fc.constantFrom('red', 'blue'),
      id: fc.constantFrom('x', 'y', 'z'),
    });
    const picture = fc.array(node, { maxLength: 9 }).map((nodes) => {
      const counts = new Map<string, number>();
      const names: string[] = [];
      return nodes.map(({ parent, left, top, size, text, color, id }): NodeShape => {
        const count = (counts.get(id) ?? 0) + 1;
        counts.set(id, count);
        const above = names[parent] ?? null;
        names.push(count === 1 ? id : `${id}#${count}`);
        return { node: names.at(-1)!, parent: above, box: [left, top, size, size], text, style: { color } };
      });
    });
    fc.assert(
      fc.property(picture, picture, (before, after) => {
        expect(changed(before, before, []).changes).toEqual([]);
        const { changes } = changed(before, after, [[0, 0, 60, 60]]);
        const causes = new Set(changes.filter(({ cause }) => cause === null).map((change) => change.node));
        for (const { cause } of changes) if (cause !== null) expect(causes).toContain(cause);
        const told = new Set(changes.filter((change) => change.kind !== 'removed').map((change) => change.node));
        const old = new Map(before.map((one) => [one.node, JSON.stringify(one)]));
        const news = after.filter(({ node }) => !old.has(node));
        for (const { node } of news.filter(({ text }) => text !== '')) {
          const base = (name: string) => name.replace(/#\d+$/, '');
          expect([...told].some((name) => base(name) === base(node))).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});
