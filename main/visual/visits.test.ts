import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inputsProject } from './inputs-page.testing.ts';
import { type Asked, openVisitor, type Visitor } from './visited.testing.ts';

let visit: Visitor['visit'];
let close: Visitor['close'];
beforeAll(async () => {
  ({ visit, close } = await openVisitor(inputsProject, 'inputs.page.json'));
});
afterAll(() => close());

const fill = (target: string, value: unknown) => ({ do: 'fill', target, value }) as never;
const click = (target: string, key?: unknown) => ({ do: 'click', target, ...(key !== undefined && { key }) }) as never;

describe('steps (T1)', { timeout: 120_000 }, () => {
  it('fill every input as a person would, send what they filled in, and end the case where they cannot', async () => {
    const filled = await visit({
      fixture: 'base',
      steps: [
        fill('name', 'Ada'),
        fill('note', 'two\nlines'),
        fill('qty', 3),
        fill('color', 'green'),
        fill('several', ['a', 'c']),
        fill('size', 'm'),
        fill('agree', false),
        fill('tags', ['y', 'z']),
        fill('on', true),
        fill('day', '2026-03-02'),
        fill('at', '09:30'),
        click('save'),
      ],
      expect: [
        {
          requests: [
            {
              call: 'things.save',
              with: {
                name: 'Ada',
                note: 'two\nlines',
                qty: 3,
                color: 'green',
                several: ['a', 'c'],
                size: 'm',
                agree: false,
                tags: ['y', 'z'],
                on: true,
                day: '2026-03-02',
                at: '09:30:00Z',
                secret: 'kept',
              },
            },
          ],
        },
        { text: 'words', equals: 'Saved.' },
        // Its target is morphed, which leaves alone what somebody typed.
        { text: 'name', equals: 'Ada' },
        { text: 'far-text', equals: 'It came' },
        { absent: 'far-waiting' },
        { errors: [] },
      ],
    });
    expect(filled.broken).toEqual([]);
    expect(filled).toMatchObject({ kind: 'still', message: null });

    // A field that is emptied is sent as nothing, and what the browser itself refuses is shown as an error.
    const emptied = await visit({
      fixture: 'base',
      steps: [fill('name', ''), click('save')],
      expect: [{ errors: ['/name:required'] }, { requests: [] }, { absent: 'words' }],
    });
    expect(emptied).toMatchObject({ kind: 'still', broken: [] });

    const refused = await visit({
      fixture: 'refused',
      steps: [fill('qty', ''), click('save'), { do: 'wait', for: '10s' }],
      expect: [{ errors: ['/name:call'] }, { text: 'name', equals: 'before' }],
    });
    expect(refused).toMatchObject({ kind: 'still', broken: [] });

    const undone = await visit({ fixture: 'base', steps: [fill('name', 'Ada'), fill('off', 'x')] });
    expect(undone).toMatchObject({
      kind: 'error',
      message: 'Could not do step 2, fill "off": it is disabled, so nobody can use it.',
    });
  });

  it('find one of many by the keys of the loops around it, open what is folded, and let time pass', async () => {
    const done = await visit({
      fixture: 'base',
      steps: [
        click('item', ['g1', 'b']),
        click('item', ['g/2', 'a']),
        { do: 'open', target: 'more' },
        fill('name', 'x'),
        { do: 'press', target: 'name', value: 'Enter' },
        { do: 'wait', for: '7s' },
        { do: 'hover', target: 'tip' },
      ],
      expect: [
        {
          requests: [
            { call: 'things.pick', with: { group: 'g1', item: 'b' } },
            { call: 'things.pick', with: { group: 'g/2', item: 'a' } },
            { call: 'things.save' },
          ],
        },
        { visible: 'folded' },
        { text: 'item', key: ['g1', 'a'], equals: 'g1 a' },
        // Toasts leave by themselves after six seconds, which nobody had to wait for.
        { absent: 'words' },
        { html: 'snapshot' },
      ],
    });
    expect(done).toMatchObject({ kind: 'still', broken: [] });
    expect(done.html).toContain('<main class="ui-page__main">');
    expect(done.html).toContain('About it');
    expect(done.html).not.toMatch(/data-ui-node|data-studio|<script|stylesheet|@[0-9a-f]{12}/);
  });

  it.each([
    'firefox',
    'webkit',
  ])('are the same in %s, which may not tell what a form sends (T1, T8)', async (browser) => {
    const asked: Asked = {
      fixture: 'refused',
      steps: [fill('name', 'Bo'), fill('color', 'red'), fill('tags', ['z']), fill('day', '2026-03-02'), click('save')],
      expect: [
        { errors: ['/name:call'] },
        {
          requests: [
            {
              call: 'things.save',
              with: {
                name: 'Bo',
                color: 'red',
                tags: ['z'],
                day: '2026-03-02',
                agree: true,
                on: false,
                several: [],
                secret: 'kept',
              },
            },
          ],
        },
        { text: 'name', equals: 'Bo' },
        { text: 'far-text', equals: 'It came' },
      ],
    };
    const refused = await visit(asked, { browser });
    expect(refused).toMatchObject({ broken: [], kind: 'still', message: null });
  });
});
