import { arrive, newLine, percentile, requestOf } from '../load.ts';
import { ordersBundle, ordersPage, serveOrders } from '../orders-site.ts';
import { atLeast, atMost, figure, type Row } from '../row.ts';
import { serveOurs } from '../served.ts';
import { askFor } from '../turns.ts';

const seconds = 30;
const tenants = ['abusive', 'second', 'third'] as const;

/**
 * Ten times what the server can, whether it answers or not (an open model), eight tenths of it from one tenant, which has
 * a limit. The page is large, because a refusal costs as much as reading a request does, and no server can do ten times
 * what fills it when that is all there is to do.
 */
export async function rows(): Promise<readonly Row[]> {
  const service = await serveOrders(rowsOfPage);
  const hosts = Object.fromEntries(tenants.map((id) => [id, { hosts: [`${id}.example`] }]));
  // As many pages in work as one core can make in half a second: more would only wait for each other.
  const settings = { PAGE_CACHE_MEGABYTES: '0', FIXTURES: 'on', REQUESTS_AT_ONCE: '32' };
  const files = { SOURCES_FILE: service.connections, TENANTS_FILE: JSON.stringify({ tenants: hosts }) };
  const page = ordersPage(rowsOfPage);
  const free = await serveOurs(settings, files);
  await free.publish(page, { bundle: ordersBundle });
  const headers = { 'accept-encoding': 'identity' };
  await askFor({ url: `${free.url}${path}`, headers }, 4);
  const capacity = await askFor({ url: `${free.url}${path}`, headers }, 8);
  await free.stop();

  const limit = Math.round(capacity / 2);
  const server = await serveOurs(
    { ...settings, TENANT_PAGES_PER_SECOND: String(limit), TENANT_PAGE_BURST: String(limit) },
    files,
  );
  await server.publish(page, { bundle: ordersBundle });
  const of = (tenant: string): Buffer =>
    Buffer.from(requestOf(path).toString().replace('localhost', `${tenant}.example`));
  const [abusive, second, third] = tenants.map(of) as [Buffer, Buffer, Buffer];
  let at = 0;
  const statuses = new Map<number, number>();
  const times: number[] = [];
  const begun = performance.now();
  let inTime = 0;
  const unsent = await arrive({
    port: server.port,
    rate: 10 * capacity,
    seconds,
    most: 6_000,
    request: () => [abusive, abusive, abusive, abusive, second, abusive, abusive, abusive, abusive, third][at++ % 10]!,
    answered({ status, milliseconds }) {
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status !== 200) return;
      times.push(milliseconds);
      if (performance.now() - begun <= seconds * 1_000) inTime += 1;
    },
  });
  const back = await backToNormal(server.port);
  const isThere = server.child.exitCode === null;
  await server.stop();
  service.close();
  const others = [...statuses].filter(([status]) => ![200, 429, 503].includes(status));
  const count = (status: number): string => (statuses.get(status) ?? 0).toLocaleString('en');
  return [
    figure('ten times the capacity: answered with 200, by what it can', 'share', inTime / seconds / capacity, {
      must: atLeast(0.9),
      note: `${Math.round(capacity)} per second of ${rowsOfPage} rows; ${count(200)} × 200, ${count(429)} × 429, ${count(503)} × 503 in ${seconds} s, ${unsent.toLocaleString('en')} found no connection`,
    }),
    figure(
      '… other answers, broken connections, ends of the process',
      'count',
      others.reduce((sum, [, n]) => sum + n, 0) + Number(!isThere),
      { must: atMost(0) },
    ),
    figure('… p99 of those with 200', 'ms', percentile(times, 0.99)),
    figure('… back to normal', 'ms', back, {
      must: atMost(5_000),
      note: 'until ten in a row are answered with 200 within a tenth of a second',
    }),
  ];
}

const rowsOfPage = 2_000;
const path = '/orders?_fixture=all';

async function backToNormal(port: number): Promise<number> {
  const begun = performance.now();
  let good = 0;
  while (good < 10 && performance.now() - begun < 60_000) {
    const line = await newLine(port);
    const request = Buffer.from(requestOf('/health/ready').toString());
    const { status, milliseconds } = await new Promise<{ status: number; milliseconds: number }>((resolve) =>
      line.ask(request, resolve),
    );
    line.close();
    good = status === 200 && milliseconds < 100 ? good + 1 : 0;
  }
  return performance.now() - begun;
}
