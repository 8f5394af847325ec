import { createServer } from 'node:net';

/** How many ports are tried after the wanted one. */
const attempts = 10;

/** A port nobody listens on: the wanted one, one of the next ten, else any. */
export async function freePort(wanted: number): Promise<number> {
  for (let port = wanted; wanted > 0 && port <= Math.min(wanted + attempts, 65_535); port += 1) {
    const found = await tryPort(port);
    if (found !== null) return found;
  }
  const any = await tryPort(0);
  if (any === null) throw new Error('The system has no free port.');
  return any;
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : null));
    });
  });
}
