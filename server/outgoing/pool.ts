import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

/** Connections to others that are kept for the next request. */
export interface Pool {
  agentFor(url: URL): HttpAgent;
  figures(): { readonly open: number; readonly idle: number; readonly waiting: number };
  close(): void;
}

export interface PoolLimits {
  /** Connections at rest, all hosts together. */
  readonly idle: number;
  /** Those of them to one host. */
  readonly idlePerHost: number;
  /** Connections to one host, at work or at rest. */
  readonly perHost: number;
  /** Milliseconds a connection rests before it is closed. */
  readonly idleFor: number;
}

export const usualPool: PoolLimits = { idle: 100, idlePerHost: 10, perHost: 250, idleFor: 90_000 };

export function newPool({ idle, idlePerHost, perHost, idleFor }: PoolLimits): Pool {
  const options = { keepAlive: true, maxSockets: perHost, maxFreeSockets: idlePerHost, timeout: idleFor };
  const http = new HttpAgent(options);
  const https = new HttpsAgent(options);
  const agents = [http, https];
  const count = (read: (agent: HttpAgent) => NodeJS.ReadOnlyDict<readonly unknown[]>): number =>
    agents.flatMap((agent) => Object.values(read(agent))).reduce((sum, list) => sum + (list?.length ?? 0), 0);
  const atRest = (): number => count(({ freeSockets }) => freeSockets);
  for (const agent of agents) {
    const keep = agent.keepSocketAlive.bind(agent);
    // Node bounds what rests for one host, not for all of them.
    agent.keepSocketAlive = (socket) => atRest() < idle && (keep(socket) as unknown as boolean);
  }
  return {
    agentFor: ({ protocol }) => (protocol === 'https:' ? https : http),
    figures: () => {
      const resting = atRest();
      return {
        open: resting + count(({ sockets }) => sockets),
        idle: resting,
        waiting: count(({ requests }) => requests),
      };
    },
    close: () => agents.forEach((agent) => void agent.destroy()),
  };
}
