import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expect as see } from './expectations.ts';
import { openDocument } from './explorer.ts';
import { launchWeb, type WebStudio } from './launch-web.ts';
import { screensOf } from './screens.ts';
import { textEditor } from './text-editor.ts';

const page = (view: unknown) =>
  JSON.stringify({
    $schema: 'https://schema-studio.dev/ui/1/page.json',
    kind: 'page',
    id: 'hostile/page',
    version: '1.0.0',
    title: 'Hostile',
    route: '/hostile',
    view,
  });
const lines = Array.from({ length: 100_000 }, (_, line) => `  "key-${line}": "${'x'.repeat(36)}"`);

const documents = {
  'deep.page.json': '['.repeat(100_000),
  'deep-lines.page.json': '[\n'.repeat(100_000),
  'large.page.json': `{\n${lines.join(',\n')}\n}`,
  'long-line.page.json': page({ id: 'page', type: 'Page', props: { title: 'x'.repeat(200_000) } }),
  'proto.page.json': '{ "kind": "page", "__proto__": { "kind": "theme" }, "kind": "page" }',
  'script.page.json': page({
    id: 'page',
    type: 'Page',
    children: [{ id: 'text', type: 'Text', props: { text: '</style><script>document.title="taken"</script>' } }],
  }),
};

let project: string;
let studio: WebStudio;

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'studio-hostile-'));
  await writeFile(join(project, 'studio.json'), '{ "name": "Hostile", "namespace": "hostile" }');
  for (const [name, text] of Object.entries(documents)) await writeFile(join(project, name), text);
  studio = await launchWeb({ project });
});

afterAll(async () => {
  await studio?.close();
  await rm(project, { recursive: true, force: true, maxRetries: 3 });
});

describe('the window stays alive and says what is wrong', () => {
  it.each(Object.keys(documents))('with %s', async (name) => {
    const { page } = studio;
    const title = name.replace('.page.json', '');
    await openDocument(page, title);
    await see(page.locator('.tab[data-active]', { hasText: name })).toBeVisible();
    await textEditor(page).click();
    const before = Date.now();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' ');
    await see(page.getByLabel('Status')).toContainText('draft · saved');
    expect(Date.now() - before).toBeLessThan(10_000);
    await screensOf(page, `hostile-${title}`)('open');
  });

  it.each(['deep', 'deep-lines', 'large', 'proto'])('lists the problems of %s', async (title) => {
    const { page } = studio;
    await openDocument(page, title);
    const problems = page.getByRole('region', { name: 'Problems' });
    await see(problems.getByRole('button', { name: /^error/ })).toBeVisible();
  });

  it('tells why a large document is not colored', async () => {
    const { page } = studio;
    await openDocument(page, 'large');
    await see(page.getByText(/This document is \d\.\d MB/)).toBeVisible();
  });

  it('runs nothing a document brings', async () => {
    const { page, errors } = studio;
    await openDocument(page, 'script');
    await see(page.frameLocator('iframe').getByText('document.title="taken"')).toBeVisible();
    expect(await page.title()).toBe('Schema Studio');
    expect(errors).toEqual([]);
  });
});
