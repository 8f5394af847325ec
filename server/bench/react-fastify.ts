import fastify from 'fastify';
import { ordersOf } from '../../renderer-engine/bench/order-page.ts';
import { loadPeers } from '../../renderer-engine/bench/peers.ts';

/** What we are compared with: the same page from the same service, rendered by react-dom. */
const [react] = await loadPeers();
const app = fastify();
const ready = ordersOf(100);
app.get('/ready', async (_, reply) => reply.type('text/html; charset=utf-8').send(await react.render(ready)));
app.get('/orders', async (_, reply) => {
  const orders = await (await fetch(process.env['ORDERS'] ?? '')).json();
  return reply.type('text/html; charset=utf-8').send(await react.render(orders as never));
});
await app.listen({ host: '127.0.0.1', port: Number(process.env['PORT']) });
process.stderr.write('answers at once\n');
process.on('SIGTERM', () => process.exit(0));
