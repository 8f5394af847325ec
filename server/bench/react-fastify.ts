import { readFileSync } from 'node:fs';
import fastify from 'fastify';
import { type Order, ordersOf } from '../../renderer-engine/bench/order-page.ts';
import { loadPeers } from '../../renderer-engine/bench/peers.ts';

/** What we are compared with: the same page, with the head that ours has (file HEAD), rendered by react-dom. */
const [react] = await loadPeers();
const app = fastify();
const head = readFileSync(process.env['HEAD'] ?? '', 'utf8');
const ready = ordersOf(100);

async function page(orders: readonly Order[]): Promise<string> {
  const html = await react.render(orders);
  return html.slice(0, html.indexOf('<head>')) + head + html.slice(html.indexOf('</head>') + '</head>'.length);
}

app.get('/ready', async (_, reply) => reply.type('text/html; charset=utf-8').send(await page(ready)));
app.get('/orders', async (_, reply) => {
  const orders = await (await fetch(process.env['ORDERS'] ?? '')).json();
  return reply.type('text/html; charset=utf-8').send(await page(orders as never));
});
await app.listen({ host: '127.0.0.1', port: Number(process.env['PORT']) });
process.stderr.write('answers at once\n');
process.on('SIGTERM', () => process.exit(0));
