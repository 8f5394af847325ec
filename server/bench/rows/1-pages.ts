import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { longPage } from '../long-page.ts';
import { ordersBundle, ordersPage, serveOrders } from '../orders-site.ts';
import { atLeast, type Row, rate } from '../row.ts';
import { serveOurs, serveProgram } from '../served.ts';
import { inTurns } from '../turns.ts';

export async function rows(): Promise<readonly Row[]> {
  return [await cached('identity'), await cached('br'), ...(await uncached())];
}

async function cached(encoding: string): Promise<Row> {
  const ours = await serveOurs();
  await ours.publish(longPage(0));
  const headers = { 'accept-encoding': encoding };
  const url = `${ours.url}/long/0`;
  const reply = await fetch(url, { headers });
  // Node takes compressed answers apart; the peer sends as many bytes, which is what counts.
  const length = Number(reply.headers.get('content-length'));
  await reply.arrayBuffer();
  const folder = mkdtempSync(join(tmpdir(), 'schema-studio-bench-'));
  const own = ['date', 'connection', 'keep-alive', 'content-length', 'content-encoding'];
  const sent = Object.fromEntries([...reply.headers].filter(([name]) => !own.includes(name)));
  writeFileSync(
    join(folder, 'page.json'),
    JSON.stringify({ headers: sent, body: Buffer.alloc(length, 'a').toString('base64') }),
  );
  const bare = await serveProgram('bare-fastify.ts', { PAGE: join(folder, 'page.json') });
  const [us, them] = await inTurns({ url, headers }, { url: `${bare.url}/page`, headers });
  await ours.stop();
  await bare.stop();
  rmSync(folder, { recursive: true });
  const name = encoding === 'identity' ? 'cached page' : 'cached page, compressed';
  return rate(`${name}, ${(length / 1_024).toFixed(1)} KB sent`, us, ['bare Fastify, same bytes and headers', them], {
    must: atLeast(0.8),
  });
}

/** With its data at hand, and with data that both ask the same service for. */
async function uncached(): Promise<readonly Row[]> {
  const service = await serveOrders(100);
  const settings = { PAGE_CACHE_MEGABYTES: '0', FIXTURES: 'on' };
  const ours = await serveOurs(settings, { SOURCES_FILE: service.connections });
  await ours.publish(ordersPage(100), { bundle: ordersBundle });
  const headers = { 'accept-encoding': 'identity' };
  const html = await (await fetch(`${ours.url}/orders?_fixture=all`, { headers })).text();
  const folder = mkdtempSync(join(tmpdir(), 'schema-studio-bench-'));
  writeFileSync(join(folder, 'head.html'), /<head>[\s\S]*<\/head>/.exec(html)?.[0] ?? '');
  const react = await serveProgram('react-fastify.ts', { ORDERS: service.url, HEAD: join(folder, 'head.html') });
  const [us, them] = await inTurns(
    { url: `${ours.url}/orders?_fixture=all`, headers },
    { url: `${react.url}/ready`, headers },
  );
  const [asking, theirs] = await inTurns(
    { url: `${ours.url}/orders`, headers },
    { url: `${react.url}/orders`, headers },
  );
  await ours.stop();
  await react.stop();
  rmSync(folder, { recursive: true });
  service.close();
  return [
    rate(`orders, 100 rows, ${(html.length / 1_024).toFixed(0)} KB, not cached`, us, ['react-dom in Fastify', them], {
      must: atLeast(3),
    }),
    rate('… with data of a service', asking, ['react-dom and fetch in Fastify', theirs]),
  ];
}
