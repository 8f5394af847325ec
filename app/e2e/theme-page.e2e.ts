import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect as expects, it } from 'vitest';
import { expect } from './expectations.ts';
import { openDocument } from './explorer.ts';
import { launchWeb, type WebStudio } from './launch-web.ts';
import { replaceInText } from './text-editor.ts';

let project: string;
let studio: WebStudio;
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'studio-theme-'));
  await cp(new URL('../../assets/samples/acme', import.meta.url), project, { recursive: true });
  studio = await launchWeb({ project });
});
afterAll(async () => {
  await studio?.close();
  await rm(project, { recursive: true, force: true });
});

const shown = () => studio.page.frameLocator('iframe[title="Preview of acme.theme.json"]');

describe('a theme document (E10)', () => {
  it('is seen as a page about itself, and in what it varies', async () => {
    const { page } = studio;
    await openDocument(page, 'acme');
    await expect(shown().getByRole('heading', { name: 'color.brand' })).toBeVisible();
    await expect(shown().getByText('color.accent.fg on color.surface.canvas')).toBeVisible();
    await expect(shown().getByText('Fail', { exact: true })).toBeHidden();
    const space = () =>
      shown()
        .locator('body')
        .evaluate((body) => getComputedStyle(body).getPropertyValue('--ui-space-4'));
    expects(await space()).toBe('1rem');
    await page.getByRole('button', { name: 'What the theme varies' }).click();
    await page.getByRole('combobox', { name: 'Density' }).click();
    await page.getByRole('option', { name: 'compact' }).click();
    await expects.poll(space).toBe('.75rem');
    await page.keyboard.press('Escape');
  });

  it('says while it is typed which contrast no longer holds', async () => {
    await replaceInText(studio.page, '0.27, 0.045', '0.7, 0.045');
    await expect(shown().getByText('Fail', { exact: true })).toBeVisible();
    expects(studio.errors).toEqual([]);
  });
});
