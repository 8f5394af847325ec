import { connect } from 'node:net';

export interface Reached {
  /** The address of this machine as seen from the other one. */
  readonly localAddress: string;
}

/** Knocks at a host and port within a few seconds. Rejects with what went wrong. */
export function reach(address: string): Promise<Reached> {
  const { hostname, port, protocol } = new URL(address);
  const usual = protocol === 'https:' || protocol === 'wss:' ? 443 : 80;
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || usual, timeout: 5_000 });
    const fail = (reason: string) => {
      socket.destroy();
      reject(new Error(reason));
    };
    socket.once('error', ({ message }) => fail(message || 'nobody listens there'));
    socket.once('timeout', () => fail('no answer within 5 s'));
    socket.once('connect', () => {
      const { localAddress = '127.0.0.1' } = socket;
      socket.destroy();
      resolve({ localAddress });
    });
  });
}
