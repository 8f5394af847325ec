import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Http2Session, ServerHttp2Stream } from 'node:http2';
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
  const sessions = new Map<Http2Session, Set<ServerHttp2Stream>>();
  let patience = milliseconds;
  let isHurried = false;
  const opened = (socket: Socket): void => {
    open.set(socket, { inLine: 0 });
    socket.once('close', () => open.delete(socket));
  };
  server.on('connection', opened);
  // Of TLS it is another socket that brings the requests.
  server.on('secureConnection', opened);
  server.on('session', (session: Http2Session) => {
    sessions.set(session, new Set());
    session.once('close', () => sessions.delete(session));
    // Begun while the server stopped: those from before end by themselves.
    if (isHurried) session.close();
  });
  // How many a session may have at once, HTTP/2 itself sees to.
  server.on('stream', (stream: ServerHttp2Stream) => {
    const inWork = stream.session && sessions.get(stream.session);
    inWork?.add(stream);
    stream.once('close', () => inWork?.delete(stream));
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
  server.on('timeout', (quiet: Socket | Http2Session) => {
    const { isRead, isBeingAnswered } = isSession(quiet) ? ofStreams(sessions.get(quiet)) : ofSocket(quiet);
    // Node itself answers who does not finish a request, and closes who asks nothing more, but not once it has to stop,
    // and not sessions of HTTP/2.
    const isNodes = !isHurried && !isSession(quiet);
    if (isRead && (isBeingAnswered || isNodes)) quiet.setTimeout(patience);
    else quiet.destroy();
  });
  const ofSocket = (socket: Socket) => ({
    isRead: socket.writableLength === 0,
    isBeingAnswered: (open.get(socket)?.inLine ?? 0) > 0,
  });
  return {
    hurry: (sooner) => {
      isHurried = true;
      patience = Math.min(patience, sooner);
      server.timeout = patience;
      for (const quiet of [...open.keys(), ...sessions.keys()]) quiet.setTimeout(patience);
    },
  };
}

const isSession = (quiet: Socket | Http2Session): quiet is Http2Session => 'goaway' in quiet;

const ofStreams = (streams: ReadonlySet<ServerHttp2Stream> = new Set()) => ({
  isRead: [...streams].every(({ writableLength }) => writableLength === 0),
  isBeingAnswered: streams.size > 0,
});
