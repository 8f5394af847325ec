import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { Agent, createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ordersManifests, ordersPage } from '../testing/pages.ts';
import { signedRelease } from '../testing/signed-release.ts';
import { type AtEnd, temporaryFolder } from '../testing/temporary-server.ts';
import { adminHeaders, approver, type ServerProcess, serverProcess, shared } from './server-process.ts';
import { hold, pause, taken } from './with-ends.ts';

export interface StopReport {
  /** Requests that the server worked on when it was told to stop. */
  readonly inWork: number;
  readonly answered: number;
}

/**
 * Stops a server by SIGTERM while a load of visitors waits for pages whose data comes slowly, so many times. Throws unless
 * each request that it had begun to work on was answered in full, and the process ended well.
 */
export async function stopUnderLoad(rounds: number, visitors: number, atEnd: AtEnd): Promise<StopReport> {
  const source = await slowSource(atEnd);
  const file = join(await temporaryFolder(atEnd), 'sources.json');
  const sources = { 'orders.search': { http: `${source.url}/orders` } };
  writeFileSync(file, JSON.stringify({ hosts: [new URL(source.url).host], sources }));
  const common = { ...shared(), SOURCES_FILE: file };
  const server = await serverProcess(common, atEnd);
  const headers = adminHeaders(common);
  const person = await approver(server.url, headers);
  const body = JSON.stringify(signedRelease(ordersPage(), person, { bundle: { manifests: ordersManifests } }));
  const published = await fetch(`${server.url}/api/v1/releases`, { method: 'POST', headers, body });
  await taken(published, 'The page was not taken');
  let [inWork, answered] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    if (!server.isUp()) await server.start();
    const one = await stopOnce(server, source, visitors, round);
    inWork += one.inWork;
    answered += one.answered;
  }
  return { inWork, answered };
}

async function stopOnce(server: ServerProcess, source: SlowSource, visitors: number, round: number) {
  const agent = new Agent({ keepAlive: true });
  const whole = new Set<string>();
  let isOver = false;
  const loops = Array.from({ length: visitors }, async (_, visitor) => {
    for (let at = 0; !isOver; at += 1) {
      const name = nameOf(round, visitor, at);
      const page = await pageOf(`${server.url}/shops/${name}/orders`, agent);
      // Refused because the server is gone, or not: nobody may get half of a page.
      // Who comes on an open connection once it stops is turned away; had it begun, that would show below.
      if (page === null || page.status === 503) return;
      hold(page.status === 200 && page.text.includes(`of ${name}`), `Visitor ${name} got ${page.status} and no page.`);
      whole.add(name);
    }
  });
  await source.asked(visitors * 2);
  const inWork = source.waiting();
  const code = await server.stop('SIGTERM');
  isOver = true;
  await Promise.all(loops);
  agent.destroy();
  const begun = source.names(round);
  const lost = begun.filter((name) => !whole.has(name));
  hold(lost.length === 0, `${lost.length} of ${begun.length} requests in work were dropped, as ${lost[0]}.`);
  hold(code === 0, `The server ended with ${code}.`);
  return { inWork, answered: whole.size };
}

/** Letters only, as the page wants them. */
const nameOf = (...numbers: readonly number[]): string =>
  numbers.map((number) => [...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('')).join('x');

async function pageOf(url: string, agent: Agent): Promise<{ readonly status: number; readonly text: string } | null> {
  const request = get(url, { agent });
  try {
    const [reply] = await once(request, 'response');
    return { status: reply.statusCode, text: await text(reply) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    hold(code === 'ECONNREFUSED' || code === 'ECONNRESET' || code === 'EPIPE', `A visitor saw ${String(error)}.`);
    return null;
  }
}

interface SlowSource {
  readonly url: string;
  /** Resolves once it was asked so often. */
  asked(times: number): Promise<void>;
  /** For whom it was asked in a round. */
  names(round: number): readonly string[];
  /** How many wait for it now. */
  waiting(): number;
}

async function slowSource(atEnd: AtEnd): Promise<SlowSource> {
  const names: string[] = [];
  let waiting = 0;
  const server = createServer(async ({ url }, response) => {
    const shop = new URL(url ?? '', 'http://x').searchParams.get('shop') ?? '';
    names.push(shop);
    waiting += 1;
    await pause(50);
    waiting -= 1;
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify([{ id: `Order of ${shop}` }]));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  atEnd(() => void server.close());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: async (times) => {
      const until = names.length + times;
      while (names.length < until) await pause(5);
    },
    names: (round) => names.filter((name) => name.startsWith(`${nameOf(round)}x`)),
    waiting: () => waiting,
  };
}
