import { readFileSync } from 'node:fs';
import fastify from 'fastify';

/** What we are compared with: a route that sends the bytes and headers of the file PAGE from memory, and does nothing else. */
const { headers, body } = JSON.parse(readFileSync(process.env['PAGE'] ?? '', 'utf8')) as {
  headers: Record<string, string>;
  body: string;
};
const bytes = Buffer.from(body, 'base64');
const app = fastify();
app.get('/page', (_, reply) => reply.headers(headers).send(bytes));
await app.listen({ host: '127.0.0.1', port: Number(process.env['PORT']) });
process.stderr.write('answers at once\n');
process.on('SIGTERM', () => process.exit(0));
