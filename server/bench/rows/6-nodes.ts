import { temporaryPostgres } from '../../testing/postgres.ts';
import { temporaryRedis } from '../../testing/redis.ts';
import { percentile } from '../load.ts';
import { longPage } from '../long-page.ts';
import { atMost, figure, type Row } from '../row.ts';
import { serveOurs } from '../served.ts';

const versions = 100;

/** Published on one of three servers, asked for on all of them until all show it. */
export async function rows(): Promise<readonly Row[]> {
  const ends: (() => void | Promise<void>)[] = [];
  const atEnd = (end: () => void | Promise<void>): void => void ends.unshift(end);
  const postgres = await temporaryPostgres(atEnd);
  const redis = await temporaryRedis(atEnd);
  const shared = {
    DATABASE_URL: await postgres.database(),
    REDIS_URL: redis.url,
    SECRETS_KEY: Buffer.alloc(32, 7).toString('base64'),
  };
  const servers = [await serveOurs(shared), await serveOurs(shared), await serveOurs(shared)];
  const [first] = servers as [(typeof servers)[0]];
  const times: number[] = [];
  for (let at = 0; at < versions; at++) {
    const text = JSON.parse(longPage(0)) as { version: string; title: string };
    const title = `Version ${at}`;
    // From the moment that the server has decided: what it takes to compile is the publisher's time.
    const begun = await first.publish(JSON.stringify({ ...text, version: `1.0.${at}`, title }));
    await Promise.all(
      servers.map(async ({ url }) => {
        while (!(await (await fetch(`${url}/long/0`)).text()).includes(`<title>${title}</title>`));
      }),
    );
    times.push(performance.now() - begun);
  }
  for (const server of servers) await server.stop();
  for (const end of ends) await end();
  return [
    figure('new version visible on three servers (PostgreSQL, Redis), p99', 'ms', percentile(times, 0.99), {
      must: atMost(1_000),
      note: `${versions} versions, from the answer to the publisher; median ${percentile(times, 0.5).toFixed(0)} ms`,
    }),
  ];
}
