import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '#engine';
import { findBrowser } from '../browsers/find.ts';
import { launchBrowser } from '../browsers/launch.ts';
import { playwrightBrowser } from '../browsers/playwright/browser.ts';
import type { RunningBrowser, Tab } from '../browsers/tab.ts';
import { freezeAndPrepare } from './act.ts';
import { brokenExpectations } from './check-expectations.ts';
import { takeSteps } from './take-steps.ts';

let browser: RunningBrowser;
let tab: Tab;
beforeAll(async () => {
  const found = await findBrowser('chromium');
  browser = playwrightBrowser('chromium', await launchBrowser(found.executable ?? ''));
  tab = await browser.open(
    {
      viewport: { width: 400, height: 300, dpr: 1 },
      locale: 'en',
      timeZone: 'UTC',
      scheme: 'light',
      media: { print: false, forcedColors: false, reducedMotion: true },
    },
    {
      answer: async () => ({ headers: { 'content-type': 'text/html; charset=utf-8' }, body: html }),
      before: { task: freezeAndPrepare, argument: { now: 0, css: '' } },
    },
  );
  await tab.go('/', 10_000);
});
afterAll(() => browser.close());

/** Nodes as the engine names them. */
const field = (node: string, control: string) => `<div data-ui-node="${node}"><label>${node} ${control}</label></div>`;
const html = `<!doctype html><title>t</title><form data-ui-node="all">
  ${field('name', '<input name="/name" maxlength="12">')}
  ${field('off', '<input name="/off" disabled>')}
  ${field('qty', '<input name="/qty" type="number">')}
  ${field('color', '<select name="/color"><option value=""></option><option>red</option><option disabled>gray</option></select>')}
  ${field('size', '<input type="radio" name="/size" value="s"><input type="radio" name="/size" value="m">')}
  ${field('day', '<input name="/day" type="date">')}
  <input data-ui-node="secret" type="hidden" name="/secret"><button data-ui-node="save" type="button">Save</button></form>
  <details data-ui-node="more"><summary>More</summary><p data-ui-node="folded">Folded away</p></details>
  <button data-ui-node="item" data-ui-key="g1 a">g1 a</button><button data-ui-node="item" data-ui-key="g_002f2 b">g/2 b</button>
  <div style="position:relative"><button data-ui-node="under">Under</button><div data-ui-node="cover" style="position:absolute;inset:0"></div></div>
  <p data-ui-node="gone" style="display:none">Gone</p>`;

const traffic = { pending: () => 0, pages: () => 1 };
const take = (...steps: readonly JsonObject[]) => takeSteps(steps, tab, traffic, 5_000);
const fill = (target: string, value: JsonObject[string]) => ({ do: 'fill', target, value });
const click = (target: string, key?: JsonObject[string]): JsonObject => ({
  do: 'click',
  target,
  ...(key !== undefined && { key }),
});

describe('steps that cannot be done (T1)', { timeout: 60_000 }, () => {
  const attempts: readonly (readonly [step: JsonObject, says: string])[] = [
    [click('nowhere'), 'click "nowhere": there is no such node on the page now.'],
    [fill('off', 'x'), 'fill "off": it is disabled, so nobody can use it.'],
    [
      fill('secret', 'x'),
      `fill "secret": nobody can see it, so nobody can fill it; give it its value in the fixture's "form".`,
    ],
    [fill('save', 'x'), 'fill "save": it is no field that can be filled.'],
    [
      fill('all', 'x'),
      'fill "all": it is no field itself; name one inside of it: "name", "off", "qty", "color", "size" ….',
    ],
    [fill('color', 'blue'), 'fill "color": it has no option "blue"; it has "", "red", "gray".'],
    [fill('color', 'gray'), 'fill "color": its option "gray" is disabled.'],
    [fill('color', ['red', 'gray']), 'fill "color": only one of its options can be chosen.'],
    [fill('size', 'xl'), 'fill "size": it has no choice "xl"; it has "s", "m".'],
    [fill('day', 'tomorrow'), 'fill "day": it takes no "tomorrow"; write it as in "2026-03-02".'],
    [fill('qty', 'many'), 'fill "qty": it does not take "many".'],
    [fill('name', 'longer than twelve'), 'fill "name": it took "longer than " of "longer than twelve".'],
    [click('item'), 'click "item": there are 2 of it; say which by "key": "g1, a", "g/2, b".'],
    [
      click('item', ['g1', 'z']),
      'click "item" of "g1", "z": there is none with that key; there are "g1, a", "g/2, b".',
    ],
    [click('save', 'x'), 'click "save" of "x": it stands in no loop, so it has no "key".'],
    [click('folded'), 'click "folded": it cannot be seen, because "more" is closed; open that first.'],
    [click('gone'), 'click "gone": it cannot be seen.'],
    [click('under'), 'click "under": it is covered by "cover"; close that, or move it away first.'],
    [{ do: 'open', target: 'save' }, 'open "save": it is nothing that opens.'],
    [{ do: 'dance', target: 'name' }, 'dance "name": there is no step "dance".'],
    [{ do: 'click' }, 'click: names no "target".'],
    [{ do: 'wait', for: '2h' }, 'wait: "for" is neither "settled" nor a time such as "300ms".'],
    [{ do: 'press', value: 'NoSuchKey' }, 'press "NoSuchKey": '],
  ];

  it('end with which, why and what to do', async () => {
    for (const [step, says] of attempts) {
      expect(await take(step)).toContain(`Could not do step 1, ${says}`);
    }
    expect(await take(fill('name', 'Ada'), click('nowhere'))).toMatch(/^Could not do step 2, click "nowhere": /);
  });

  it('leave those before them done, and what is so and what is not is told apart', async () => {
    const steps = [fill('name', 'Bo'), fill('color', 'red'), fill('size', 'm'), { do: 'open', target: 'more' }];
    expect(await take(...steps)).toBeNull();
    const visit = { calls: [{ call: 'a', with: { n: 1 } }], found: [], answer: async () => null };
    const broken = (...expected: readonly JsonObject[]) => brokenExpectations(expected, tab, visit);
    const right: readonly JsonObject[] = [
      { text: 'name', equals: 'Bo' },
      { text: 'color', equals: 'red' },
      { visible: 'folded' },
      { absent: 'gone' },
      { absent: 'nowhere' },
      { text: 'item', key: ['g/2', 'b'], equals: 'g/2 b' },
      { requests: [{ call: 'a' }] },
      { requests: [{ call: 'a', with: { n: 1 } }] },
      { errors: [] },
    ];
    expect(await broken(...right)).toEqual([]);
    const wrong = await broken(
      { text: 'name', equals: 'Ada' },
      { text: 'item', equals: 'g1 a' },
      { visible: 'gone' },
      { visible: 'nowhere' },
      { absent: 'save' },
      { errors: ['rush'] },
      { requests: [{ call: 'a', with: { n: 2 } }] },
      { requests: [] },
    );
    expect(wrong.map(({ node, message }) => [node, message])).toEqual([
      ['name', 'Expected "name" to say "Ada", but it says "Bo".'],
      ['item', 'Expected "item" to say "g1 a", but there are 2 of it; say which by "key".'],
      ['gone', 'Expected to see "gone", but "gone" is there and cannot be seen.'],
      ['nowhere', 'Expected to see "nowhere", but there is no "nowhere".'],
      ['save', 'Expected not to see "save", but it is shown and says "Save".'],
      [null, 'Expected the errors rush, but none is shown (not shown: rush).'],
      [null, 'Expected these requests: a with {"n":2}. Made were: a with {"n":1}.'],
      [null, 'Expected these requests: none. Made were: a with {"n":1}.'],
    ]);
  });
});
