import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { bundleOf, createProjectEngine, loadProject } from '#engine/node';
import { serveShop } from '../demo/serve-shop.ts';
import { signedReleaseOf } from './signed-release.ts';
import { type AtEnd, publishingServer, type TemporaryServer } from './temporary-server.ts';

const folder = new URL('../../assets/samples/acme/', import.meta.url).pathname;

/** The sample project, published as a person would, on a server that the demo shop answers: what a first run shows. */
export async function demoSite(
  environment: Readonly<Record<string, string>> = {},
  atEnd: AtEnd = onTestFinished,
): Promise<TemporaryServer> {
  const shop = await serveShop();
  atEnd(() => shop.close());
  const { server, person } = await publishingServer(environment, undefined, atEnd, shop.connections);
  const project = loadProject(folder);
  if (!project) throw new Error('The sample project cannot be loaded.');
  const engine = createProjectEngine(project);
  for (const file of ['orders.page.json', 'customer.page.json']) {
    const text = readFileSync(join(folder, file), 'utf8');
    const { bundle } = bundleOf(project, text, engine.compile(text, { file }));
    if (!bundle) throw new Error(`${file} has no id.`);
    const payload = signedReleaseOf(bundle, person);
    const published = await server.app.inject({
      method: 'POST',
      url: '/api/v1/releases',
      headers: server.admin,
      payload,
    });
    expect(published.statusCode, published.body).toBe(200);
  }
  return server;
}
