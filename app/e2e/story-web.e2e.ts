import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchServer, type TestServer } from './launch-server.ts';
import { launchWeb, type WebStudio } from './launch-web.ts';
import { screensOf } from './screens.ts';
import { tellStory } from './story.ts';

let studio: WebStudio;
let server: TestServer;

beforeAll(async () => {
  server = await launchServer();
  studio = await launchWeb();
});

afterAll(async () => {
  await studio?.close();
  await server?.close();
});

describe('the whole story, in a browser window (A1, A2, V2, T5, P1)', { timeout: 600_000 }, () => {
  it('goes from the first edit to the live page', async () => {
    const { page, browser, errors } = studio;
    const screen = screensOf(page, 'web');
    const { liveUrl, published } = await tellStory({ page, server, screen }).catch(async (error: unknown) => {
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
