import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../../browsers/find.ts';
import { launchBrowser } from '../../browsers/launch.ts';
import type { NodeShape } from '../../types/shot.ts';
import { readShapes } from './read-shapes.ts';

let browser: Browser;
let page: Page;
beforeAll(async () => {
  const found = await findBrowser('chromium');
  browser = await launchBrowser(found?.executable ?? '');
  page = await browser.newPage({ viewport: { width: 400, height: 300 } });
});
afterAll(() => browser.close());

async function shapesOf(body: string): Promise<readonly NodeShape[]> {
  await page.setContent(`<!doctype html><style>body { margin: 0; font: 16px/20px sans-serif }</style>${body}`);
  return page.evaluate(readShapes);
}
const named = (shapes: readonly NodeShape[], node: string) => shapes.find((shape) => shape.node === node);

describe('readShapes (T3)', () => {
  it('says where each node is on the whole page, below which other node, and what it says itself', async () => {
    const shapes = await shapesOf(
      `<div data-ui-node="outer" style="padding:10px;height:900px">Hello <b>bold</b>
         <p data-ui-node="inner" style="margin:0;width:50px">  inner  text </p></div>`,
    );
    expect(shapes.map(({ node, parent, box, text }) => ({ node, parent, box, text }))).toEqual([
      { node: 'outer', parent: null, box: [0, 0, 400, 920], text: 'Hello bold' },
      { node: 'inner', parent: 'outer', box: [10, 30, 50, 40], text: 'inner text' },
    ]);
    await page.evaluate(() => scrollTo(0, 300));
    expect(named(await page.evaluate(readShapes), 'inner')?.box).toEqual([10, 30, 50, 40]);
  });

  it('counts repeated nodes and several elements of one node from the second on', async () => {
    const row = '<div data-ui-node="row"><i data-ui-node="cell">x</i></div>';
    expect((await shapesOf(row + row)).map(({ node, parent }) => [node, parent])).toEqual([
      ['row', null],
      ['cell', 'row'],
      ['row#2', null],
      ['cell#2', 'row#2'],
    ]);
  });

  it('holds what is painted and not what is usual: no color of a line that is not there', async () => {
    const shapes = await shapesOf(
      `<div data-ui-node="plain">a</div>
       <div data-ui-node="loud" style="border-left:2px dashed rgb(1,2,3);color:rgb(4,5,6);opacity:0.5">a</div>`,
    );
    expect(named(shapes, 'plain')?.style).toEqual({
      display: 'block',
      'font-family': 'sans-serif',
      'line-height': '20px',
    });
    expect(named(shapes, 'loud')?.style).toMatchObject({
      'border-left': '2px dashed rgb(1, 2, 3)',
      color: 'rgb(4, 5, 6)',
      opacity: '0.5',
    });
    expect(named(shapes, 'loud')?.style).not.toHaveProperty('border-right');
  });

  it('reads controls by what they show', async () => {
    const shapes = await shapesOf(
      `<label data-ui-node="name">Name <input value="Ann"></label><input data-ui-node="secret" type="password" value="abc">
       <select data-ui-node="pick"><option>One</option><option selected>Two</option></select>
       <input data-ui-node="yes" type="checkbox" checked><textarea data-ui-node="empty" placeholder="Say it"></textarea>`,
    );
    expect(shapes.map(({ text }) => text)).toEqual(['Name Ann', '•••', 'Two', '☑', 'Say it']);
  });

  it('leaves out what is not shown, and finds what has no box of its own by its content', async () => {
    const shapes = await shapesOf(
      `<dialog data-ui-node="closed">a</dialog>
       <div data-ui-node="place" style="display:contents"><p data-ui-node="in" style="margin:0;height:20px">a</p></div>`,
    );
    expect(shapes.map(({ node, box }) => [node, box])).toEqual([
      ['place', [0, 0, 400, 20]],
      ['in', [0, 0, 400, 20]],
    ]);
  });
});
