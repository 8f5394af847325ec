import { describe, expect, it } from 'vitest';
import { ordersManifests, ordersPage } from '../testing/pages.ts';
import { publishingServer } from '../testing/temporary-server.ts';
import { toldSources } from '../testing/told-sources.ts';

describe('more requests at once than the server takes on (S8)', () => {
  it('get a short "try again" at once, while those in work and the watchers are answered', async () => {
    const sources = await toldSources(['orders.search']);
    const { server, publish } = await publishingServer({ SOURCES_FILE: sources.file, REQUESTS_AT_ONCE: '2' });
    expect((await publish(ordersPage(), { bundle: { manifests: ordersManifests } })).statusCode).toBe(200);
    const page = async () => {
      const answer = await fetch(`${server.url}/shops/rome/orders`);
      await answer.text();
      return answer.status;
    };
    const asked = [page(), page()];
    // Both wait for their data in the end; until then there is a place for a call that waits for nothing.
    const call = async () => (await fetch(`${server.url}/api/v1/releases`, { headers: server.admin })).json();
    await expect.poll(call).toMatchObject({ code: 'server/busy' });
    const refused = await fetch(`${server.url}/shops/rome/orders`, { headers: { accept: 'text/html' } });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
    expect((await refused.text()).length).toBeLessThan(500);
    for (const path of ['/health/live', '/health/ready', '/health'])
      expect((await fetch(`${server.url}${path}`, { headers: server.admin })).status, path).toBe(200);
    await sources.answer('orders.search', []);
    await sources.answer('orders.search', []);
    for (const one of asked) expect(await one).toBe(200);
    sources.always([]);
    await expect.poll(page).toBe(200);
  });
});
