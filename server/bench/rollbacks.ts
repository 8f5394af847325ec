import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { RolloutReport } from '../rollout/rollout.ts';
import { ended, saying } from '../testing/processes.ts';
import { type SigningPair, signedRelease, signingPair } from '../testing/signed-release.ts';
import { randomOf } from '../testing/simulated-rollout.ts';
import { benchSources } from './bench-sources.ts';
import { benchManifests, benchPage, type Fault, faults } from './rollout-pages.ts';
import { type Visits, visit } from './visitors.ts';

/** What became of versions that were rolled out, bad ones and good ones. */
export interface RollbackFigures {
  /** Bad versions, those that were undone, and those of them within 5 s and the exposure they may have. */
  readonly bad: number;
  readonly reverted: number;
  readonly inTime: number;
  /** Milliseconds from the first bad answer to the end of the rollout, of the slowest; bad answers of the worst. */
  readonly slowest: number;
  readonly mostExposed: number;
  /** Good versions, and those that were undone all the same or never came to the end. */
  readonly well: number;
  readonly falseAlarms: number;
  readonly unfinished: number;
  readonly requests: number;
  readonly seconds: number;
  /** What went wrong, in words. */
  readonly remarks: readonly string[];
}

export interface RollbackOptions {
  /** Versions of each fault, and good ones. */
  readonly bad: number;
  readonly well: number;
  /** Rollouts at the same time. */
  readonly atOnce: number;
}

interface Ending {
  readonly fault: Fault;
  readonly rollout: Pick<RolloutReport, 'startedAt' | 'endedAt' | 'state' | 'failure' | 'judgement'>;
  readonly visits: Visits;
}

/** Seconds that a step of a bad version would take: one in a hundred of its visitors may have got it. */
const interval = 5;
/** Milliseconds for which a rollout may go on here. */
const longest = 120_000;
/** For each page: too few, and nobody could tell within seconds. */
const visitorsAtOnce = 6;

/**
 * Rolls versions out on a real server, in a process of its own, over sockets, with visitors whose browsers tell how pages
 * do. The judge is the one every server has, with the settings every server has.
 */
export async function measureRollbacks({
  bad = 20,
  well = 200,
  atOnce = 8,
}: Partial<RollbackOptions> = {}): Promise<RollbackFigures> {
  const begun = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'schema-studio-rollbacks-'));
  const sources = await benchSources(1);
  await writeFile(join(folder, 'sources.json'), JSON.stringify(sources.connections));
  const child = spawn(process.execPath, [new URL('../start.ts', import.meta.url).pathname], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...settings, DATA_DIR: folder, SOURCES_FILE: join(folder, 'sources.json') },
  });
  try {
    const origin = /http:\S+?(?=\.\s)/.exec(await saying(child, /answers at \S+/))?.[0] ?? '';
    const desk = await releaseDesk(origin);
    const sick = faults.filter((fault) => fault !== 'well');
    const all = sick.flatMap((fault) => Array.from({ length: bad }, (): Fault => fault));
    const queue = mixed([...all, ...Array.from({ length: well }, (): Fault => 'well')]).map(
      (fault, at) => [fault, `bench/page-${at}`] as const,
    );
    const endings: Ending[] = [];
    const agent = new Agent({ keepAlive: true, maxSockets: 64 });
    const one = async (): Promise<void> => {
      for (let next = queue.shift(); next; next = queue.shift())
        endings.push(await rollOut(desk, agent, next[1], next[0], queue.length));
    };
    await Promise.all(Array.from({ length: atOnce }, one));
    agent.destroy();
    return figuresOf(endings, (performance.now() - begun) / 1_000);
  } finally {
    await ended(child, 'SIGTERM');
    sources.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const adminToken = 'a-token-for-a-benchmark-that-nobody-else-reaches';
const settings = {
  PORT: '0',
  ADMIN_TOKEN: adminToken,
  WRITE_BURST: '10000',
  READ_BURST: '10000',
  API_BURST: '10000',
};

interface Desk {
  readonly origin: string;
  readonly person: SigningPair;
  ask<T>(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<T>;
}

async function releaseDesk(origin: string): Promise<Desk> {
  const person = signingPair();
  const desk: Desk = {
    origin,
    person,
    async ask(method, path, body, headers = {}) {
      const response = await fetch(`${origin}/api/v1/${path}`, {
        method,
        headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      // Too much at once: what does not pass by itself is a mistake of the benchmark.
      if (response.status === 503 || response.status === 429) {
        await after(1_000 * Number(response.headers.get('retry-after') ?? 1));
        return desk.ask(method, path, body, headers);
      }
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as never;
    },
  };
  await desk.ask('POST', 'keys', { name: 'Ada', publicKey: person.pem });
  return desk;
}

async function rollOut(desk: Desk, agent: Agent, documentId: string, fault: Fault, seed: number): Promise<Ending> {
  const publish = (version: string, of: Fault, more: object) => {
    const signed = signedRelease(benchPage(documentId, version, of), desk.person, {
      bundle: { manifests: benchManifests },
    });
    return desk.ask<{ versionHash: string }>('POST', 'releases', { ...signed, ...more }, { 'if-none-match': '*' });
  };
  const stable = await publish('1.0.0', 'well', {});
  const candidate = await publish('2.0.0', fault, { live: false });
  const visits: Visits = { requests: 0, candidates: 0, bad: 0, firstBad: null };
  const strategy =
    fault === 'well'
      ? { kind: 'blue-green', steps: [25, 50, 75, 100], interval: 0.5, watch: 0.5 }
      : { kind: 'blue-green', interval, watch: interval };
  let rollout = await desk.ask<RolloutReport>(
    'POST',
    'rollouts',
    { documentId, channel: 'production', candidate: candidate.versionHash, strategy, why: 'Measured' },
    { 'if-match': `"${stable.versionHash}"` },
  );
  let isOver = false;
  const random = randomOf(seed);
  const percent = (): number => (rollout.audience?.kind === 'share' ? rollout.audience.percent : 0);
  const visiting = { origin: desk.origin, documentId, fault, agent, random, percent, isOver: () => isOver, pause: 0 };
  const visitors = Array.from({ length: visitorsAtOnce }, () => visit(visiting, visits));
  const until = Date.now() + longest;
  while (rollout.endedAt === null && Date.now() < until) {
    await after(200);
    rollout = await desk.ask<RolloutReport>('GET', `rollouts/${rollout.id}`);
  }
  isOver = true;
  await Promise.all(visitors);
  return { fault, rollout, visits };
}

/** The same order each time, in which no two faults come in a row more often than by chance. */
function mixed<T>(items: readonly T[]): T[] {
  const random = randomOf(5);
  return items
    .map((item) => [random(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}

function figuresOf(endings: readonly Ending[], seconds: number): RollbackFigures {
  const bad = endings.filter(({ fault }) => fault !== 'well');
  const well = endings.filter(({ fault }) => fault === 'well');
  const undone = bad.filter(isUndone);
  const late = undone.filter((ending) => took(ending) > 5_000 || ending.visits.bad > mayBeExposed(ending));
  const remark = (words: string) => (ending: Ending) =>
    `${ending.fault} ${words}: ${ending.rollout.state}, ${ending.rollout.failure ?? JSON.stringify(ending.rollout.judgement)}, ${took(ending)} ms, ${JSON.stringify(ending.visits)}`;
  return {
    bad: bad.length,
    reverted: undone.length,
    inTime: undone.length - late.length,
    slowest: Math.max(0, ...undone.map(took)),
    mostExposed: Math.max(0, ...undone.map(({ visits }) => visits.bad)),
    well: well.length,
    falseAlarms: well.filter(isUndone).length,
    unfinished: well.filter(({ rollout }) => rollout.state !== 'done' && !isUndone({ rollout })).length,
    requests: endings.reduce((sum, { visits }) => sum + visits.requests, 0),
    seconds: Math.round(seconds),
    remarks: [
      ...bad.filter((ending) => !isUndone(ending)).map(remark('not undone')),
      ...late.map(remark('too late')),
      ...well.filter(({ rollout }) => rollout.state !== 'done').map(remark('not done')),
    ],
  };
}

const isUndone = ({ rollout: { state } }: Pick<Ending, 'rollout'>): boolean =>
  state === 'aborted' || state === 'rolled-back';

const took = ({ rollout: { endedAt }, visits: { firstBad } }: Ending): number =>
  endedAt === null || firstBad === null ? 0 : Math.max(0, Date.parse(endedAt) - firstBad);

/** 50 bad answers, or one in a hundred of what would be asked in a step, whichever is more. */
function mayBeExposed({ rollout: { startedAt, endedAt }, visits: { requests } }: Ending): number {
  const seconds = Math.max(0.2, (Date.parse(endedAt ?? startedAt) - Date.parse(startedAt)) / 1_000);
  return Math.max(50, (0.01 * requests * interval) / seconds);
}

/** `node server/bench/rollbacks.ts [bad versions of each fault] [good ones]` */
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [bad, well] = process.argv.slice(2).map(Number);
  process.stdout.write(
    `${JSON.stringify(await measureRollbacks(bad === undefined ? {} : { bad, ...(well !== undefined && { well }) }), null, 2)}\n`,
  );
}
