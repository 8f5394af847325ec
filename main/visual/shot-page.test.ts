import { expect, it } from 'vitest';
import { valueFrom } from '../testing/outcomes.ts';
import { sampleStudio } from '../testing/sample-studio.ts';
import { shotPage } from './shot-page.ts';

it('gives the page the clock of its fixture', async () => {
  const { studio, text } = await sampleStudio();
  const { engine } = studio.project()!;
  const path = 'orders.page.json';
  const { sealed } = valueFrom(await engine.ask('seal', { path, text: text(path) }));
  const page = await shotPage(engine, sealed!, {
    fixture: 'base',
    theme: 'acme/theme',
    locale: 'en',
    scheme: 'light',
    force: {},
    form: {},
    masks: [],
  });
  expect(page).toMatchObject({ now: '2026-03-02T09:00:00Z', timeZone: 'Europe/Berlin' });
});
