import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../server/serve.ts';
import { type Desktop, launchDesktop } from './launch-desktop.ts';
import { screensOf } from './screens.ts';
import { tellStory } from './story.ts';

let desktop: Desktop;
let server: RunningServer;
let serverData: string;

beforeAll(async () => {
  serverData = await mkdtemp(join(tmpdir(), 'studio-server-'));
  server = await startServer({
    environment: { PORT: '0', DATA_DIR: serverData, FIXTURES: 'on', LOG_LEVEL: 'silent' },
  });
  desktop = await launchDesktop();
});

afterAll(async () => {
  await desktop?.close();
  await server?.close();
  await rm(serverData, { recursive: true, force: true, maxRetries: 3 });
});

describe('the whole story, in the desktop window', () => {
  it('goes from the first edit to the live page', async () => {
    const { app, page, errors } = desktop;
    const screen = screensOf(page, 'electron');
    const { liveUrl, published } = await tellStory({
      page,
      server: { url: server.url, token: server.adminToken },
      screen,
    }).catch(async (error: unknown) => {
      await screen('stuck');
      throw error;
    });
    const answer = await fetch(`${liveUrl}?_fixture=base`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain(published);

    // The page is the configured server's, so it may open in the person's browser; nothing else ever did.
    await page.getByRole('region', { name: 'Production' }).getByRole('link', { name: /^Open/ }).click();
    const opened = () => app.evaluate(({ shell }) => (shell as never as { _opened: string[] })._opened);
    await expect.poll(opened).toEqual([liveUrl]);
    expect(errors).toEqual([]);
  });
});
