import { connect } from 'node:net';
import { pause } from './with-ends.ts';

/** Sends a request as somebody whose network fails: half of it, or all of it without waiting for the answer. */
export async function loseRequest(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  when: 'in-the-request' | 'before-the-answer',
  patience: number,
): Promise<void> {
  const { hostname, port, pathname } = new URL(url);
  const all = { host: `${hostname}:${port}`, 'content-length': `${Buffer.byteLength(body)}`, ...headers };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  const text = `POST ${pathname} HTTP/1.1\r\n${head.join('')}\r\n${body}`;
  const socket = connect(Number(port), hostname).on('error', () => undefined);
  socket.write(when === 'in-the-request' ? text.slice(0, Math.floor(text.length / 2)) : text);
  await pause(patience);
  socket.destroy();
}
