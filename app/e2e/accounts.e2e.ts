import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect as expectValue, it } from 'vitest';
import { shippedFolder } from '../../main/host/shipped.ts';
import { smallPage } from '../../main/testing/command.ts';
import { expect, type Page } from './expectations.ts';
import { openDocument } from './explorer.ts';
import { launchServer, type TestServer } from './launch-server.ts';
import { launchWeb, type WebStudio } from './launch-web.ts';
import { screensOf } from './screens.ts';
import { replaceInText } from './text-editor.ts';

const admin = { name: 'ada@example.com', password: 'correct horse battery' };

let place: string;
let server: TestServer;
let studio: WebStudio;

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'studio-accounts-'));
  writeFileSync(join(place, 'studio.json'), '{ "name": "Demo", "namespace": "demo" }');
  const page = JSON.parse(smallPage('Hello from two people'));
  const tests = { ...page.tests, matrix: { viewports: ['320x200'] } };
  writeFileSync(join(place, 'hello.page.json'), JSON.stringify({ ...page, tests }, null, 2));
  server = await launchServer({ OWN_APPROVALS: 'staging' });
  studio = await launchWeb({ project: place });
});

afterAll(async () => {
  await studio?.close();
  await server?.close();
  rmSync(place, { recursive: true, force: true, maxRetries: 3 });
});

/** The one-time command, beside the running server. */
async function makeFirstAdmin(): Promise<void> {
  const file = join(shippedFolder('server'), 'operations', 'first-admin.ts');
  const command = spawn(process.execPath, [file, admin.name, server.dataDir], { stdio: ['pipe', 'ignore', 'inherit'] });
  command.stdin.end(`${admin.password}\n`);
  expectValue(await once(command, 'close')).toEqual([0, null]);
}

async function api(path: string, body: object | null, token?: string) {
  const reply = await fetch(`${server.url}/api/v1/${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      ...(body && { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  expectValue(reply.ok, path).toBe(true);
  return reply.json();
}

interface Person {
  readonly name: string;
  readonly password: string;
}

const go = (page: Page, activity: string) =>
  page
    .getByRole('navigation', { name: 'Activities' })
    .getByRole('button', { name: new RegExp(`^${activity}`) })
    .click();

async function signIn(page: Page, { name, password }: Person): Promise<void> {
  await page.getByLabel('Address').fill(server.url);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('button', { name: `${name}: account` })).toBeVisible();
}

async function saveAndTest(page: Page, message: string): Promise<void> {
  await openDocument(page, 'hello');
  await page.keyboard.press('Control+s');
  const dialog = page.getByRole('dialog', { name: 'Save a version of hello' });
  await dialog.getByLabel('What changed?').fill(message);
  await dialog.getByRole('button', { name: 'Save version' }).click();
  await expect(dialog).toBeHidden();
  await go(page, 'Tests');
  await page
    .getByRole('button', { name: /^Run (visual tests|again)/ })
    .last()
    .click();
  await page
    .getByRole('button', { name: /^Accept/ })
    .first()
    .click();
  await expect(page.getByText(/as (it|they) should be/)).toBeVisible();
}

/** Says why, and does it. */
async function steer(page: Page, action: string, why: string, choice?: string): Promise<void> {
  await page.getByRole('toolbar', { name: 'Steer the rollout' }).getByRole('button', { name: action }).click();
  const dialog = page.getByRole('dialog');
  if (choice) await dialog.getByLabel(choice).check();
  await dialog.getByLabel('Why?').fill(why);
  await dialog.getByRole('button', { name: action }).click();
  await expect(dialog).toBeHidden();
}

/** A second version goes to staging in steps, is stopped, goes on, and is taken back. */
async function rollOut(page: Page, screen: (name: string) => Promise<void>): Promise<void> {
  const staging = page.getByRole('region', { name: 'Staging' });
  const dialog = page.getByRole('dialog', { name: 'Publish to staging' });
  await staging.getByRole('button', { name: 'Publish to staging' }).click();
  await expect(dialog.getByText('once something is live here')).toBeVisible();
  await dialog.getByRole('button', { name: 'Publish to staging' }).click();
  await expect(dialog).toBeHidden();
  await visit();

  await go(page, 'Schemas');
  await replaceInText(page, 'Hello from two people', 'Hello in steps');
  await replaceInText(page, '1.0.0', '1.1.0');
  await saveAndTest(page, 'Second');
  await go(page, 'Versions & Reviews');
  await page.getByRole('button', { name: 'Approve', exact: true }).click();
  await go(page, 'Publish');
  await staging.getByRole('button', { name: 'Publish to staging' }).click();
  await dialog.getByText('In steps', { exact: true }).click();
  await dialog.getByLabel('Why?').fill('The heading says more.');
  await screen('in-steps');
  await dialog.getByRole('button', { name: 'Start the rollout' }).click();

  const rollout = page.getByRole('region', { name: 'Rollout', exact: true });
  await visit();
  await expect(rollout.getByText('Step 1 of 5: 10 % of visitors').first()).toBeVisible();
  await screen('running');
  await steer(page, 'Pause', 'A look at the figures.');
  await expect(rollout.getByText('paused', { exact: true }).first()).toBeVisible();
  await steer(page, 'Resume', 'They are fine.');
  await steer(page, 'Promote', 'Nobody complained.', 'To the next step: 25 % of visitors');
  await expect(rollout.getByText('Step 2 of 5: 25 % of visitors').first()).toBeVisible();
  await screen('step-two');
  await page.emulateMedia({ colorScheme: 'dark' });
  await screen('step-two-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  const wide = page.viewportSize();
  await page.setViewportSize({ width: 560, height: 900 });
  await screen('step-two-narrow');
  if (wide) await page.setViewportSize(wide);
  await steer(page, 'Promote', 'All are to have it.', 'To everybody at once');
  await expect(rollout.getByText('Everybody has it')).toBeVisible();
  expectValue(await visit()).toContain('Hello in steps');
  await steer(page, 'Roll back', 'The heading is wrong after all.');
  await expect(rollout.getByText('rolled back', { exact: true })).toBeVisible();
  await expect(rollout.getByText('max@example.com: rolled it back — The heading is wrong after all.')).toBeVisible();
  await screen('rolled-back');
  await rollout.getByRole('button', { name: 'Back to what is live' }).click();
  await expect(staging.getByText('Published by')).toBeVisible();
  await screen('rollouts-before');
}

/** Pages of staging, as visitors get them: what a judge and a trial look at. */
const visit = async (): Promise<string> => (await fetch(`${server.url}/hello?_channel=staging`)).text();

describe('accounts, from an empty database to a page that is live (S14, P1)', { timeout: 300_000 }, () => {
  it('a designer approves, a release manager publishes, each as themselves', async () => {
    const { page, errors } = studio;
    const screen = screensOf(page, 'accounts');
    await makeFirstAdmin();
    page.setDefaultTimeout(60_000);
    const { accessToken: adas } = await api('sign-in', admin);
    const designer: Person = await api('people', { name: 'dora@example.com', role: 'designer' }, adas);
    const manager: Person = await api('people', { name: 'max@example.com', role: 'release-manager' }, adas);

    await saveAndTest(page, 'First');
    await go(page, 'Publish');
    await page.getByLabel('Address').fill(server.url);
    await page.getByLabel('Name', { exact: true }).fill(designer.name);
    await page.getByLabel('Password', { exact: true }).fill('not her password');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText('do not fit together');
    await screen('refused');
    await signIn(page, designer);

    const own = 'a password of my own';
    await expect(page.getByText('Somebody else gave you your password')).toBeVisible();
    await screen('signed-in');
    await page.getByRole('button', { name: 'Choose your own' }).click();
    await page.getByLabel('Current password', { exact: true }).fill(designer.password);
    await page.getByLabel('New password', { exact: true }).fill(own);
    await screen('password');
    await page.getByRole('dialog').getByRole('button', { name: 'Change password' }).click();
    await expect(page.getByText('Somebody else gave you your password')).toBeHidden();

    await go(page, 'Versions & Reviews');
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    await expect(page.getByText(`${designer.name} approved exactly this content`)).toBeVisible();
    await go(page, 'Publish');
    const production = page.getByRole('region', { name: 'Production' });
    await expect(production.getByText('Publishing is for release managers.')).toBeVisible();
    await expect(production.getByRole('button', { name: 'Publish to production' })).toBeDisabled();
    await screen('designer');
    await page.getByRole('button', { name: `${designer.name}: account` }).click();
    await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible();
    await screen('menu');
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page.getByText('Nobody is signed in at this server.')).toBeVisible();
    await screen('signed-out');

    await signIn(page, manager);
    await production.getByRole('button', { name: 'Publish to production' }).click();
    const dialog = page.getByRole('dialog', { name: 'Publish to production' });
    await expect(dialog.getByText(/accepts the approval/)).toBeVisible();
    await dialog.getByRole('button', { name: 'Publish to production' }).click();
    await expect(dialog).toBeHidden();
    await expect(production.getByText(`Published by ${manager.name}`)).toBeVisible();
    await screen('live');
    const live = await production.getByRole('link', { name: /^Open/ }).getAttribute('href');
    expectValue(await (await fetch(live ?? '')).text()).toContain('Hello from two people');

    await rollOut(page, screen);
    expectValue(await visit()).toContain('Hello from two people');

    const keys: readonly { name: string; revokedAt: string | null }[] = await api('keys', null, adas);
    expectValue(keys.map(({ name, revokedAt }) => [name, revokedAt])).toEqual([
      [designer.name, null],
      [manager.name, null],
    ]);
    expectValue(errors).toEqual([]);
  });
});
