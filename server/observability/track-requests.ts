import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { nodeClock } from '#engine/node';
import type { Observing } from './observing.ts';

/** Requests that only ask how the server fares are no part of that. */
const isAboutItself = (url: string): boolean => /^\/(?:health|metrics)(?:[/?]|$)/.test(url);

/** Whole requests, from their headers to the last byte of the answer; one that is broken off counts as ended (E18, P7). */
export function trackRequests(app: FastifyInstance, { tracker, requests, connections }: Observing): void {
  app.server.on('connection', (socket) => {
    connections.open += 1;
    socket.once('close', () => {
      connections.open -= 1;
    });
  });
  app.addHook('onRequest', (request, reply, done) => {
    if (isAboutItself(request.url) || request.routeOptions.config.isStream) return done();
    const start = nodeClock();
    const { socket } = request.raw;
    // A connection is used again, by one request after the other.
    const before = { read: bytesBefore.get(socket) ?? 0, written: bytesOf(socket).written };
    tracker.begin('request');
    connections.inWork += 1;
    connections.mostInWork = Math.max(connections.mostInWork, connections.inWork);
    reply.raw.once('close', () => {
      const milliseconds = nodeClock() - start;
      const status = reply.statusCode;
      connections.inWork -= 1;
      tracker.end('request', milliseconds, status >= 500);
      const labels = {
        method: request.method,
        endpoint: request.routeOptions.url ?? 'none',
        status: reply.raw.headersSent ? `${status}` : 'broken-off',
      };
      requests.durations.add(labels, milliseconds / 1_000);
      // Requests of HTTP/2 share a connection: what each of them moved cannot be told apart.
      if (request.raw.httpVersionMajor !== 1) return;
      const { read, written } = bytesOf(socket);
      requests.received.add(labels, read - before.read);
      requests.sent.add(labels, written - before.written);
      bytesBefore.set(socket, read);
    });
    done();
  });
}

/** A request without a connection, as tests make them, has none. */
const bytesOf = ({ bytesRead = 0, bytesWritten = 0 }: Partial<Pick<Socket, 'bytesRead' | 'bytesWritten'>>) => ({
  read: bytesRead,
  written: bytesWritten,
});

/** What a connection had brought when its last request ended: by then the next one may have come in part. */
const bytesBefore = new WeakMap<Socket, number>();
