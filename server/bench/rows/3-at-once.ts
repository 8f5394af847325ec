import { allAtOnce, percentile, requestOf } from '../load.ts';
import { longPage } from '../long-page.ts';
import { ordersBundle, ordersPage, serveOrders } from '../orders-site.ts';
import { atLeast, atMost, figure, type Row } from '../row.ts';
import { serveOurs } from '../served.ts';

const many = 10_000;

/** Half of them renders that nothing is kept of, which ask a service first, half of them reads of a page that is kept. */
export async function rows(): Promise<readonly Row[]> {
  const service = await serveOrders(20);
  const server = await serveOurs({ REQUESTS_AT_ONCE: String(2 * many) }, { SOURCES_FILE: service.connections });
  await server.publish(ordersPage, { bundle: ordersBundle });
  await server.publish(longPage(0));
  const requests = Array.from({ length: many }, (_, at) =>
    at % 2 === 0 ? requestOf(`/orders?n=${at}`) : requestOf('/long/0'),
  );
  let [resident, open] = [0, 0];
  const watch = setInterval(() => {
    resident = Math.max(resident, server.resident());
  }, 50);
  const answers = await allAtOnce(server.port, requests);
  clearInterval(watch);
  open = await server.figure('operations_in_flight_most{kind="request"}');
  resident = Math.max(resident, server.resident());
  await server.stop();
  service.close();
  const fine = answers.filter(({ status }) => status === 200).length;
  const times = answers.map(({ milliseconds }) => milliseconds);
  return [
    figure(`${many.toLocaleString('en')} requests at once: answered with 200`, 'count', fine, { must: atLeast(many) }),
    figure('… most resident memory', 'MB', resident, {
      must: atMost(500),
      note: open > 0 ? `${open} in flight in the server at once` : '',
    }),
    figure('… p99 from the first byte sent', 'ms', percentile(times, 0.99), { note: 'all of them sent in one go' }),
  ];
}
