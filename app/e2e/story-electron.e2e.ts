import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desktop, launchDesktop } from './launch-desktop.ts';
import { launchServer, type TestServer } from './launch-server.ts';
import { screensOf } from './screens.ts';
import { tellStory } from './story.ts';

let desktop: Desktop;
let server: TestServer;

beforeAll(async () => {
  server = await launchServer();
  desktop = await launchDesktop();
});

afterAll(async () => {
  await desktop?.close();
  await server?.close();
});

describe('the whole story, in the desktop window (A1, A2, V2, T5, P1)', { timeout: 600_000 }, () => {
  it('goes from the first edit to the live page', async () => {
    const { app, page, errors } = desktop;
    const screen = screensOf(page, 'electron');
    const { liveUrl, published } = await tellStory({ page, server, screen }).catch(async (error: unknown) => {
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
