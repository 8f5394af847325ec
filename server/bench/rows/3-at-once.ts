import { setTimeout as after } from 'node:timers/promises';
import { allAtOnce, percentile, requestOf } from '../load.ts';
import { longPage } from '../long-page.ts';
import { ordersBundle, ordersPage, serveOrders } from '../orders-site.ts';
import { atLeast, atMost, figure, type Row } from '../row.ts';
import { serveOurs } from '../served.ts';

const many = 10_000;

/** The heap is what Node takes by itself in a container of 512 MB. */
const settings = {
  REQUESTS_AT_ONCE: String(2 * many),
  PATIENCE_MILLISECONDS: '60000',
  NODE_OPTIONS: '--max-old-space-size=256',
};

/** Half of them renders that nothing is kept of, which ask a service first, half of them reads of a page that is kept. */
export async function rows(): Promise<readonly Row[]> {
  const service = await serveOrders(20);
  const server = await serveOurs(settings, { SOURCES_FILE: service.connections });
  await server.publish(ordersPage(1), { bundle: ordersBundle });
  await server.publish(longPage(0));
  const requests = Array.from({ length: many }, (_, at) =>
    at % 2 === 0 ? requestOf(`/orders?n=${at}`) : requestOf('/long/0'),
  );
  let resident = 0;
  // The thread that compiled them goes once there is nothing more to compile.
  while ((await server.figure('compiler_threads')) > 0) await after(500);
  const watch = setInterval(() => {
    resident = Math.max(resident, server.resident());
  }, 50);
  const answers = await allAtOnce(server.port, requests);
  clearInterval(watch);
  resident = Math.max(resident, server.resident());
  await server.stop();
  service.close();
  const fine = answers.filter(({ status }) => status === 200).length;
  const times = answers.map(({ milliseconds }) => milliseconds);
  return [
    figure(`${many.toLocaleString('en')} requests at once: answered with 200`, 'count', fine, { must: atLeast(many) }),
    figure('… most resident memory', 'MB', resident, {
      must: atMost(500),
      note: 'with a heap as in a container of 512 MB',
    }),
    figure('… p99 from the first byte sent', 'ms', percentile(times, 0.99), { note: 'all of them sent in one go' }),
  ];
}
