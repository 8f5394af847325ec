import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openVisitor, type Visitor } from './visited.testing.ts';

const fill = (target: string, value: string) => ({ do: 'fill', target, value });
const click = (target: string) => ({ do: 'click', target });
const requests = (...list: readonly unknown[]) => ({ requests: list }) as never;
const saved = (name: string) => requests({ call: 'things.save', with: { name } });
type Step = ReturnType<typeof click> & { readonly answer?: string };
const still = { kind: 'still', message: null, broken: [] };
/** What the document itself may say: nodes of another page, once a step has led there. */
const away = {
  steps: [click('go'), click('back'), fill('name', 'Ada'), click('save')],
  expect: [{ text: 'where', equals: 'Thing saved' }, saved('Ada')],
};

const $schema = 'https://schema-studio.dev/ui/1/page.json';
const common = { $schema, kind: 'page', version: '1.0.0', access: 'public' };

const home = JSON.stringify({
  ...common,
  id: 'demo/home',
  title: 'Home',
  route: '/home',
  data: { later: { source: 'demo.later', load: 'lazy', schema: { type: 'string' } } },
  forms: {
    order: {
      schema: { type: 'object', required: ['name'], properties: { name: { type: 'string', maxLength: 12 } } },
      submit: {
        do: 'request',
        call: 'things.save',
        target: 'order',
        // biome-ignore lint/suspicious/noThenProperty: the language says so
        then: [{ do: 'navigate', to: { page: 'demo/thing', params: { id: 'saved' } } }],
      },
    },
  },
  view: {
    id: 'page',
    type: 'Page',
    children: [
      { id: 'go', type: 'Link', props: { text: 'Go', to: { page: 'demo/thing', params: { id: 'a/7' } } } },
      { id: 'away', type: 'Link', props: { text: 'Nowhere', to: '/nowhere' } },
      {
        id: 'drop',
        type: 'Button',
        props: { text: 'Drop' },
        on: { click: { do: 'request', call: 'things.drop', with: { id: 1 }, confirm: 'Drop it?' } },
      },
      {
        id: 'export',
        type: 'Button',
        props: { text: 'Export' },
        on: { click: { do: 'download', call: 'things.export', with: { q: 'ä b' } } },
      },
      {
        id: 'order',
        type: 'Form',
        props: { form: 'order' },
        children: [
          { id: 'name', type: 'TextInput', bind: '/name', props: { label: 'Name' } },
          { id: 'save', type: 'Button', props: { text: 'Save', kind: 'submit' } },
        ],
      },
      { id: 'space', type: 'Box', props: { as: 'div' }, style: { minHeight: '120rem' }, children: ['Far'] },
      {
        id: 'late',
        type: 'Card',
        lazy: { when: 'visible', placeholder: [{ id: 'waiting', type: 'Text', props: { text: 'Soon' } }] },
        children: [
          {
            id: 'deep',
            type: 'Button',
            props: { text: '${data.later}' },
            on: { click: { do: 'request', call: 'things.deep' } },
          },
        ],
      },
      { id: 'end', type: 'Text', props: { text: 'The end' } },
    ],
  },
  tests: {
    cases: [{ id: 'away', fixture: 'base', ...away }],
    fixtures: {
      base: { data: { later: 'It came' } },
      refused: {
        extends: 'base',
        calls: { 'things.save': { status: 422, errors: [{ at: '/name', message: 'Taken already.' }] } },
      },
    },
  },
});

const thing = (words = 'Thing') =>
  JSON.stringify({
    ...common,
    id: 'demo/thing',
    title: 'Thing',
    route: '/things/{id}',
    params: { id: { type: 'string' } },
    view: {
      id: 'page',
      type: 'Page',
      children: [
        { id: 'where', type: 'Heading', props: { text: `${words} \${params.id}`, level: 1 } },
        { id: 'back', type: 'Link', props: { text: 'Back', to: { page: 'demo/home' } } },
      ],
    },
    tests: { fixtures: { base: { params: { id: 'its own' } } } },
  });

const call = { version: '1.0.0', args: { type: 'object' }, result: { type: 'object' } };
const project = {
  'studio.json': JSON.stringify({ name: 'Demo', namespace: 'demo' }),
  'sources.manifest.json': JSON.stringify({
    sources: { 'demo.later': { version: '1.0.0', result: { type: 'string' } } },
  }),
  'calls.manifest.json': JSON.stringify({
    calls: {
      'things.save': { ...call, safe: false },
      'things.drop': { ...call, safe: false },
      'things.deep': { ...call, safe: false },
      'things.export': { ...call, safe: true },
    },
  }),
  'home.page.json': home,
  'thing.page.json': thing(),
};

let visit: Visitor['visit'];
let close: Visitor['close'];
beforeAll(async () => {
  ({ visit, close } = await openVisitor(project, 'home.page.json'));
});
afterAll(() => close());

describe('steps lead elsewhere (T1)', { timeout: 180_000 }, () => {
  it.each([
    'chromium',
    'firefox',
    'webkit',
  ])('and back, dismiss a question, focus, scroll, download, and send a plain form, in %s (T8)', async (browser) => {
    const stayed = await visit(
      {
        fixture: 'base',
        steps: [
          { ...click('drop'), answer: 'dismiss' },
          // The key goes to what has the focus.
          { do: 'focus', target: 'drop' },
          { do: 'press', value: 'Enter' },
          click('export'),
          // What comes when it is seen is there to be clicked.
          { do: 'scrollTo', target: 'end' },
          click('deep'),
        ],
        expect: [
          requests(
            { call: 'things.drop', with: { id: 1 } },
            { call: 'things.export', with: { q: 'ä b' } },
            { call: 'things.deep' },
          ),
          { text: 'deep', equals: 'It came' },
          { visible: 'go' },
        ],
      },
      { browser },
    );
    expect(stayed).toMatchObject(still);

    const returned = await visit({ fixture: 'base', ...away }, { browser });
    expect(returned).toMatchObject(still);

    const plain = await visit(
      {
        fixture: 'base',
        steps: [fill('name', 'B & ü+'), click('save')],
        expect: [{ text: 'where', equals: 'Thing saved' }, saved('B & ü+')],
      },
      { browser, withScripts: false },
    );
    expect(plain).toMatchObject(still);
  });

  it('without a script: a refused form comes back with what was typed, and a question is a page of its own', async () => {
    const waiting = { force: { late: 'placeholder' } };
    const refused = await visit(
      {
        ...waiting,
        fixture: 'refused',
        steps: [fill('name', 'Bo'), click('save')],
        expect: [saved('Bo'), { errors: ['/name:call'] }, { text: 'name', equals: 'Bo' }],
      },
      { withScripts: false },
    );
    expect(refused).toMatchObject(still);
    const asked = await visit(
      {
        ...waiting,
        fixture: 'base',
        steps: [click('drop')],
        expect: [requests(), { absent: 'drop' }, { html: 'snapshot' }],
      },
      { withScripts: false },
    );
    expect(asked).toMatchObject(still);
    expect(asked.html).toContain('Drop it?');
  });

  it('end the case where there is no page, or no question, with what they led to', async () => {
    const messageOf = async (step: Step) => (await visit({ fixture: 'base', steps: [step] })).message;
    expect(await messageOf(click('away'))).toBe(
      'The page could not be visited. It led to /nowhere, which answered with 404: The project has no page there, or only one with errors.',
    );
    const unasked = 'the page asked nothing that could be dismissed.';
    expect(await messageOf({ ...click('export'), answer: 'dismiss' })).toBe(
      `Could not do step 1, click "export": ${unasked}`,
    );
    expect(await messageOf({ ...click('go'), answer: 'dismiss' })).toBe(`Could not do step 1, click "go": ${unasked}`);
  });
});
