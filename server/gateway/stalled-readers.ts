import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Requests of one connection that may wait for their answers; browsers send one, and proxies hardly more. */
export const mostInLine = 16;

export interface StalledReaders {
  /** From now on nobody may take longer than that to go on reading. */
  hurry(milliseconds: number): void;
}

/**
 * Whoever asks and does not read makes the server keep the answers. A connection that takes nothing of what waits for it
 * in all that time is closed, and so is one that asks on and on before it has been answered. Slow readers and slow
 * sources are nobody's harm: who takes a little is waited for, and so is an answer that is still being made.
 */
export function dropStalledReaders(server: Server, milliseconds: number): StalledReaders {
  const open = new Map<Socket, { inLine: number }>();
  let patience = milliseconds;
  let isHurried = false;
  server.on('connection', (socket: Socket) => {
    open.set(socket, { inLine: 0 });
    socket.once('close', () => open.delete(socket));
  });
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    const connection = open.get(socket);
    if (!connection) return;
    connection.inLine += 1;
    response.once('close', () => {
      connection.inLine -= 1;
    });
    if (connection.inLine > mostInLine) socket.destroy();
  });
  // Node counts from when anything moved last, in either direction.
  server.timeout = patience;
  server.on('timeout', (socket: Socket) => {
    const isRead = socket.writableLength === 0;
    const isBeingAnswered = (open.get(socket)?.inLine ?? 0) > 0;
    // Node itself answers who does not finish a request, and closes who asks nothing more, but not once it has to stop.
    if (isRead && (isBeingAnswered || !isHurried)) socket.setTimeout(patience);
    else socket.destroy();
  });
  return {
    hurry: (sooner) => {
      isHurried = true;
      patience = Math.min(patience, sooner);
      server.timeout = patience;
      for (const socket of open.keys()) socket.setTimeout(patience);
    },
  };
}
