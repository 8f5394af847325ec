import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { baselinesIn } from '../store/baselines.ts';
import { smallPage } from '../testing/command.ts';
import { temporaryFolder } from '../testing/folders.ts';
import { valueFrom } from '../testing/outcomes.ts';
import { sampleStudio } from '../testing/sample-studio.ts';

const path = 'hello.page.json';
const start = JSON.parse(smallPage('Hello'));
const page = JSON.stringify({
  ...start,
  view: {
    ...start.view,
    children: [{ id: 'go', type: 'Link', props: { text: 'Go', to: { page: 'demo/middle' } } }],
  },
  tests: {
    ...start.tests,
    cases: [
      {
        id: 'gone',
        fixture: 'base',
        steps: [
          { do: 'click', target: 'go' },
          { do: 'click', target: 'on' },
        ],
      },
    ],
  },
});
const middle = JSON.stringify({
  ...start,
  id: 'demo/middle',
  route: '/middle',
  view: {
    ...start.view,
    children: [{ id: 'on', type: 'Link', props: { text: 'On', to: { page: 'demo/end' } } }],
  },
});
const end = (text: string) => JSON.stringify({ ...JSON.parse(smallPage(text)), id: 'demo/end', route: '/end' });

it('the approved version is visited with the pages of then, also those behind a page that was led to (T1, T4)', async () => {
  const folder = temporaryFolder();
  const files = {
    'studio.json': '{ "name": "Demo", "namespace": "demo" }',
    [path]: page,
    'middle.page.json': middle,
    'end.page.json': end('Then'),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const { studio, runVisual } = await sampleStudio({ project: folder });
  const { store, reload } = studio.project()!;
  const first = await runVisual(path);
  expect(first.results[0]).toMatchObject({ verdict: 'created', message: expect.any(String) });
  const { key } = first.results[0]!.case;
  valueFrom(await studio.handlers['visual.decide']({ run: first.id, keys: [key], decision: 'accepted', reason: '' }));
  // As if it had been approved in an older build of the browser.
  const baselines = baselinesIn(store.database);
  const { conditions, ...approved } = baselines.find(key)!;
  baselines.remove(key);
  baselines.put(key, { ...approved, conditions: { ...conditions, browser: 'chromium 1.0' }, pass: null });

  writeFileSync(join(folder, 'end.page.json'), end('Now and longer'));
  await reload(['end.page.json']);
  const second = await runVisual(path);
  expect(second.results[0]).toMatchObject({
    verdict: 'failed',
    carriedFrom: 'chromium 1.0',
    baseline: first.results[0]!.shot,
    changes: expect.arrayContaining([expect.objectContaining({ node: 'title', kind: 'text' })]),
  });
});
