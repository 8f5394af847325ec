import type { FastifyInstance } from 'fastify';
import { nodeClock } from '#engine/node';
import { commonHeaders } from './headers.ts';
import { isFull, type Load } from './overload.ts';

const seconds = 2;

/**
 * Refuses visitors while the server has all the work it takes on, and those who would come too late, by so many
 * milliseconds. Node takes in all that has arrived in one turn of its loop and works it off
 * one by one; what has not had its turn for so long finds many before it, and more behind. Telling them costs little of
 * what is left for the others, so a server that is asked for ten times what it can still does all it can. Whoever uses
 * the API or looks after the server is let in. Answers that are ready stand before this: they cost no more than a refusal.
 */
export function refuseLate(app: FastifyInstance, load: Load, patience: number, clock: () => number = nodeClock): void {
  let begun: number | null = null;
  app.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.url !== '/*') return done();
    const now = clock();
    if (begun === null) {
      begun = now;
      // Runs once all that arrived together has had its turn.
      setImmediate(() => {
        begun = null;
      });
    }
    if (now - begun < patience && !isFull(load)) return done();
    request.refusal = 'server/busy';
    const { raw } = reply.hijack();
    raw.writeHead(503, [...refusal, 'x-request-id', request.id, 'x-correlation-id', request.id]);
    raw.end(words);
  });
}

const words = `The server is busy. Try again in ${seconds} s.\n`;
const refusal = Object.entries({
  ...commonHeaders,
  'cache-control': 'no-store',
  'content-type': 'text/plain; charset=utf-8',
  'content-length': String(Buffer.byteLength(words)),
  'retry-after': String(seconds),
}).flat();
