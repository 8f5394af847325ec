import type { FastifyReply } from 'fastify';
import { type EventName, events, type Listen } from '#contract';

/** Sends every event of the contract to one browser as server-sent events, until it goes away. */
export function streamEvents(reply: FastifyReply, on: Listen): void {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  raw.write(': ready\n\n');
  const stops = (Object.keys(events) as EventName[]).map((name) =>
    on(name, (payload) => void raw.write(`event: ${name}\ndata: ${JSON.stringify(payload)}\n\n`)),
  );
  // Proxies and sleeping machines drop silent connections.
  const pulse = setInterval(() => void raw.write(': still here\n\n'), 20_000);
  raw.on('close', () => {
    clearInterval(pulse);
    for (const stop of stops) stop();
  });
}
