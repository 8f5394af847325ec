import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect as expects, it } from 'vitest';
import { expect } from './expectations.ts';
import { openDocument } from './explorer.ts';
import { launchWeb, type WebStudio } from './launch-web.ts';
import { screensOf } from './screens.ts';

let project: string;
let studio: WebStudio;
let screen: (name: string) => Promise<void>;

const head = (kind: string, id: string, title: string, version = '1.0.0') => ({
  $schema: `https://schema-studio.dev/ui/1/${kind}.json`,
  kind,
  id,
  version,
  title,
});
const note = (version: string, type = 'Text') => ({
  ...head('component', 'shop/note', 'Note', version),
  props: { type: 'object', required: ['text'], properties: { text: { type: 'string' } } },
  view: { id: 'root', type, props: { text: '${props.text}' } },
  examples: [{ id: 'one', props: { text: 'Hello' } }],
});

/** As editors save: a new file takes the place of the old one. */
async function save(path: string, value: unknown): Promise<void> {
  const place = join(project, path);
  await mkdir(dirname(place), { recursive: true });
  const temporary = join(dirname(place), '.saved.tmp');
  await writeFile(temporary, JSON.stringify(value, null, 2));
  await rename(temporary, place);
}

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'studio-components-'));
  await save('studio.json', { name: 'Shop', namespace: 'shop', packages: ['packages'] });
  await save('note.component.json', note('1.0.0'));
  await save('home.page.json', {
    ...head('page', 'shop/home', 'Home'),
    uses: { Note: 'shop/note@^1.0.0', Ad: 'acme/ad@^1.0.0' },
    view: {
      id: 'root',
      type: 'Stack',
      children: [
        { id: 'good', type: 'Note', props: { text: 'Hello' } },
        { id: 'ad', type: 'Ad' },
      ],
    },
  });
  await save('broken.page.json', {
    ...head('page', 'shop/broken', 'Broken'),
    uses: { Note: 'shop/note@^1.0.0' },
    params: { words: { type: 'string', default: '' } },
    view: { id: 'root', type: 'Note', props: { text: "${params.words == '' ? null : params.words}" } },
  });
  await save('packages/ads/component-package.json', { name: 'acme/ads', version: '1.2.0' });
  await save('packages/ads/ad.component.json', {
    ...head('component', 'acme/ad', 'Ad'),
    view: { id: 'root', type: 'Text', props: { text: 'Buy <script src=//evil.example>' } },
    examples: [{ id: 'one' }],
  });
  studio = await launchWeb({ project });
  screen = screensOf(studio.page, 'components');
});

afterAll(async () => {
  await studio?.close();
  await rm(project, { recursive: true, force: true, maxRetries: 3 });
});

const row = (name: string) => studio.page.getByRole('row').filter({ has: studio.page.getByRole('button', { name }) });
const go = (activity: string) => studio.page.getByRole('button', { name: activity, exact: true }).click();

/** As a person finds out: once, in light and in dark. */
async function bothSchemes(name: string): Promise<void> {
  const { page } = studio;
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await expect(page.locator(`[data-mantine-color-scheme="${scheme}"]`)).toBeVisible();
    await screen(`${name}-${scheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

describe('the command palette (A5)', () => {
  it('opens with its first row in hand, so that Enter takes it', async () => {
    const { page } = studio;
    await page.keyboard.press('Control+Shift+P');
    const selected = page.getByRole('dialog', { name: 'Commands' }).locator('[data-action][data-selected]');
    await expect(selected).toContainText('Open a document');
    await screen('palette');
    await page.keyboard.press('ArrowDown');
    await expect(selected).toContainText('Go to schemas');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'Open a document' })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Shift+P');
    await page.getByPlaceholder('What do you want to do?').fill('go to comp');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Components', exact: true })).toBeVisible();
  });
});

describe('performance (E18)', () => {
  it('is reached from the palette; before anything was measured it says what to do', async () => {
    const { page } = studio;
    await page.keyboard.press('Control+Shift+P');
    await page.getByPlaceholder('What do you want to do?').fill('performance');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Performance' })).toBeVisible();
    await expect(page.getByText('Nothing was measured yet')).toBeVisible();
    await expect(page.getByText('Nothing is past its threshold.')).toBeVisible();
    await page.getByRole('button', { name: 'Go to schemas' }).click();
  });

  it('shows stages, speed, caches and memory once a document was shown, and a new thread when it is asked for', async () => {
    const { page } = studio;
    await openDocument(page, 'broken');
    await page.getByRole('button', { name: /^compiled in/ }).click();
    await expect(page.getByRole('region', { name: 'Speed' }).getByRole('row')).toContainText('Pages rendered');
    await expect(page.getByRole('region', { name: 'Stages' }).getByRole('row')).toContainText('emit');
    await expect(page.getByRole('region', { name: 'Caches' }).getByRole('row')).toContainText('Programs');
    await expect(page.getByRole('region', { name: 'Validations' }).getByRole('row')).toContainText('Rules');
    await expect(page.getByRole('meter', { name: 'Memory in use' })).toBeVisible();
    await expect(page.getByText('Started once')).toBeVisible();
    await bothSchemes('performance');
    await page.getByRole('button', { name: 'Start the engine again' }).click();
    await expect(page.getByText('Started 2 times')).toBeVisible();
  });

  it('shows what came of the document in hand: hash, times, what it is made of, and it flattened (E11)', async () => {
    const { page } = studio;
    await go('Schemas');
    await openDocument(page, 'home');
    await expect(page.getByRole('button', { name: /^compiled in/ })).toBeVisible();
    await page.getByRole('button', { name: /^compiled in/ }).click();
    const compiled = page.getByRole('region', { name: 'Compiled document' });
    await expect(compiled).toContainText('home.page.json');
    await expect(compiled).toContainText(/Hash\s*sha256-\w{12}/);
    await expect(compiled).toContainText(/Asked for\s*(once|\d+ times)/);
    await expect(compiled).toContainText(/Made of\s*Stack \d+\.\d+\.\d+, shop\/note 1\.0\.0/);
    await expect(compiled).toContainText(/Depends on\s*.*shop\/note 1\.0\.0/);
    await compiled.getByText('Flattened document').click();
    await expect(compiled.locator('pre')).toContainText('"type": "Stack"');
    await compiled.scrollIntoViewIfNeeded();
    await bothSchemes('compiled-document');
  });
});

describe('components (E5, E7)', () => {
  it('are listed with version, health and who uses them; one that fails in a page is unhealthy, with the cause', async () => {
    const { page } = studio;
    await go('Components');
    await expect(row('shop/note')).toContainText('1.0.0');
    await expect(row('shop/note')).toContainText('unhealthy');
    await expect(page.getByText(/errors: \d+ failed; the last with UI5003/)).toBeVisible();
    await row('shop/note').getByRole('button', { name: 'shop/note' }).click();
    const relations = page.locator('.components-relations');
    await expect(relations).toContainText('home.page.json');
    await expect(relations).toContainText('broken.page.json');
    await bothSchemes('components');
  });

  it('follow a file that another editor saves: swapped in, or refused while the old one stays', async () => {
    const { page } = studio;
    await save('note.component.json', note('1.0.1'));
    await expect(row('shop/note')).toContainText('1.0.1');
    await expect(page.locator('.components-relations')).toContainText('1.0.0 → 1.0.1');
    await save('note.component.json', note('1.0.2', 'Txet'));
    await expect(page.getByText(/component file is not in use: note.component.json/)).toBeVisible();
    await expect(row('shop/note')).toContainText('1.0.1');
    await expect(page.getByRole('region', { name: 'What happened' })).toContainText('refused');
    await save('note.component.json', note('1.0.3'));
    await expect(row('shop/note')).toContainText('1.0.3');
  });
});

describe('a package with something of high risk (S2)', () => {
  it('is kept out, told where it is needed and why, until a person releases it', async () => {
    const { page, errors } = studio;
    await go('Schemas');
    await openDocument(page, 'home');
    await expect(page.getByText(/"acme\/ads".*in quarantine/)).toBeVisible();
    await go('Components');
    await page.getByRole('button', { name: 'Look again' }).click();
    const quarantine = page.getByRole('region', { name: 'Quarantine' });
    await expect(quarantine).toContainText('acme/ads 1.2.0');
    await expect(quarantine).toContainText('<script src=//evil.example');
    await bothSchemes('quarantine');
    await quarantine.getByRole('button', { name: 'Release this package' }).click();
    await expect(quarantine).toBeHidden();
    expects(errors).toEqual([]);
  });
});
