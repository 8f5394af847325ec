import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../server/serve.ts';
import { launchWeb, type WebStudio } from './launch-web.ts';
import { screensOf } from './screens.ts';
import { tellStory } from './story.ts';

let studio: WebStudio;
let server: RunningServer;
let serverData: string;

beforeAll(async () => {
  serverData = await mkdtemp(join(tmpdir(), 'studio-server-'));
  server = await startServer({
    environment: { PORT: '0', DATA_DIR: serverData, FIXTURES: 'on', LOG_LEVEL: 'silent' },
  });
  studio = await launchWeb();
});

afterAll(async () => {
  await studio?.close();
  await server?.close();
  await rm(serverData, { recursive: true, force: true, maxRetries: 3 });
});

describe('the whole story, in a browser window', () => {
  it('goes from the first edit to the live page', async () => {
    const { page, browser, errors } = studio;
    const screen = screensOf(page, 'web');
    const { liveUrl, published } = await tellStory({
      page,
      server: { url: server.url, token: server.adminToken },
      screen,
    }).catch(async (error: unknown) => {
      await screen('stuck');
      throw error;
    });
    const visitor = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const answer = await visitor.goto(`${liveUrl}?_fixture=base`);
    expect(answer?.status()).toBe(200);
    expect(await visitor.content()).toContain(published);
    await screensOf(visitor, 'live')('orders');
    expect(errors).toEqual([]);
  });
});
