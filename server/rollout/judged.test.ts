import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Connections } from '../delivery/sources/connections.ts';
import { openStorage } from '../storage/index.ts';
import { atFileEnd } from '../testing/at-file-end.ts';
import { type JudgedRollout, judgedRollout } from '../testing/judged-rollout.ts';
import { type Publisher, publishingServer, temporaryFolder } from '../testing/temporary-server.ts';
import { type Figures, sharedFigures } from './figures.ts';
import { outcomeJudge } from './judge.ts';
import { noTallies } from './outcomes-tally.ts';
import type { Strategy } from './plan.ts';
import type { ShadowTrials } from './shadow-trials.ts';

const atEnd = atFileEnd();
let site: Publisher;

const words = { type: 'array', items: { type: 'string' } };
const source = { version: '1.0.0', args: { type: 'object' }, result: words };
const manifests = { sources: { sources: { fine: source, away: source } } };

/** A page of words from a source that each version names differently, so that the shadow cannot compare. */
const page = (id: string, version: string, from: 'fine' | 'away', more: object = {}): string =>
  JSON.stringify({
    $schema: 'https://schema-studio.dev/ui/1/page.json',
    kind: 'page',
    id: `acme/${id}`,
    version,
    title: 'Words',
    route: `/${id}`,
    access: 'public',
    data: { [`of${version[0]}`]: { source: from, schema: words } },
    view: {
      id: 'list',
      type: 'Stack',
      children: [
        {
          id: 'word',
          type: 'Text',
          for: { each: `\${data.of${version[0]}}`, as: 'word', key: '${word}' },
          props: { text: `\${word}` },
        },
      ],
    },
    ...more,
  });

beforeAll(async () => {
  const file = join(await temporaryFolder(atEnd), 'words.json');
  writeFileSync(file, '["Ada","Grace"]');
  const connections: Connections = {
    sources: new Map([
      ['fine', { kind: 'file', path: file }],
      // The discard service: nobody answers.
      ['away', { kind: 'http', url: 'http://127.0.0.1:9/', headers: {} }],
    ]),
    calls: new Map(),
    checks: new Map(),
    visitors: new Set(),
  };
  site = await publishingServer({}, undefined, atEnd, connections);
});

const strategy = { kind: 'blue-green', steps: [50], interval: 0.05, watch: 0 } as const satisfies Strategy;

const rollOut = (id: string, candidate: string, how: Strategy = strategy): Promise<JudgedRollout> =>
  judgedRollout(site, page(id, '1.0.0', 'fine'), candidate, how, { bundle: { manifests } });

/** Visitors with browsers that tell what `saw` says, until the rollout is over. */
async function visitUntilOver(
  id: string,
  rollout: JudgedRollout,
  saw: (isCandidate: boolean) => string[],
): Promise<void> {
  const { app } = site.server;
  for (let place = 0; ; place++) {
    if (place % 20 === 0 && (await rollout.read()).endedAt !== null) return;
    const { body } = await app.inject({ url: `/${id}`, headers: { cookie: `_ui_cohort=${(place * 7) % 10_000}` } });
    const to = / data-to="([^"]+)"/.exec(body)?.[1] ?? null;
    if (to === null) continue;
    for (const word of saw(to.includes('.c.')))
      await app.inject({
        method: 'POST',
        url: to,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: `saw=${word}`,
      });
  }
}

describe('a rollout judges itself (P4)', () => {
  it('goes on to the end with a version that is well', async () => {
    const rollout = await rollOut('well', page('well', '2.0.0', 'fine'));
    await visitUntilOver('well', rollout, () => ['shown']);
    const { state, failure, report } = await rollout.read();
    expect([state, failure]).toEqual(['done', null]);
    expect(report).toMatchObject({ falseAlarms: 0.001, missed: 0.01, candidate: { badAnswers: 0 } });
    expect(report.candidate.visits).toBeGreaterThan(50);
    expect(report.candidate.p95).toEqual(expect.any(Number));
    expect(report.signals.find(({ signal }) => signal === 'silent')?.candidate.of).toEqual(expect.any(Number));
  });

  it('takes a version back that fails, before fifty visitors have seen it', async () => {
    const rollout = await rollOut('fails', page('fails', '2.0.0', 'away'), { ...strategy, interval: 60 });
    await visitUntilOver('fails', rollout, () => ['shown']);
    const { state, failure, report, history } = await rollout.read();
    expect(state).toBe('aborted');
    expect(failure).toMatch(
      /^failed: Failed answers: \d+ of \d+ with the candidate, 0 of \d+ with the version before\.$/,
    );
    expect(history.at(-1)).toMatchObject({ kind: 'aborted', by: 'server' });
    expect(report.candidate.badAnswers).toBeGreaterThan(0);
    expect(report.candidate.badAnswers).toBeLessThanOrEqual(50);
    const metrics = await site.server.app.inject({ url: '/metrics', headers: site.server.admin });
    expect(metrics.body).toMatch(/rollout_verdicts_total\{signal="failed"\} 1/);
    expect((await site.server.app.inject('/fails')).statusCode).toBe(200);
  });

  it('takes a version back whose scripts fail in browsers', async () => {
    const rollout = await rollOut('scripts', page('scripts', '2.0.0', 'fine'), { ...strategy, interval: 60 });
    await visitUntilOver('scripts', rollout, (isCandidate) => (isCandidate ? ['script-error', 'shown'] : ['shown']));
    const { state, failure } = await rollout.read();
    expect(state).toBe('aborted');
    expect(failure).toMatch(/^script-errors: Script errors: \d+ of \d+ with the candidate/);
  });

  it('shows a version to nobody that renders nothing from what visitors asked', async () => {
    const nothing = { id: 'list', type: 'Text', if: '${size(data.of1) > 5}', props: { text: 'Many' } };
    const candidate = JSON.parse(page('shadow', '2.0.0', 'fine', { view: nothing }));
    candidate.data = { of1: { source: 'fine', schema: words } };
    const rollout = await rollOut('shadow', JSON.stringify(candidate));
    const visits = Array.from({ length: 30 }, (_, place) =>
      site.server.app.inject({ url: '/shadow', headers: { cookie: `_ui_cohort=${place}` } }),
    );
    const seen = (await Promise.all(visits)).map(({ body }) => body);
    const { state, failure, report } = await rollout.becomes({ state: 'aborted' });
    expect([state, failure]).toEqual(['aborted', expect.stringMatching(/^shadow: The candidate shows nothing for/)]);
    expect(report.shadow).toMatchObject({ equal: 0, threw: 0 });
    expect(report.shadow?.rendered).toBe(report.shadow?.empty);
    expect(report.candidate.requests).toBe(0);
    for (const body of seen) expect(body).toContain('Ada');
  });

  it('gives a step up that nobody visits: missing data is no health', async () => {
    const rollout = await (
      await rollOut('lonely', page('lonely', '2.0.0', 'fine'), { ...strategy, interval: 100 })
    ).becomes({ state: 'running' });
    const figures = { tallies: async () => noTallies } as unknown as Figures;
    const judge = outcomeJudge({ figures, trials: {} as ShadowTrials, longest: 3_600 });
    const begun = Date.parse(rollout.since);
    const judgedAfter = (seconds: number) => judge.judge(rollout, begun + seconds * 1_000);
    expect(await judgedAfter(3_599)).toMatchObject({ kind: 'undecided' });
    expect(await judge.judge({ ...rollout, state: 'paused' }, begun + 9e6)).toMatchObject({ kind: 'undecided' });
    expect(await judgedAfter(3_600)).toMatchObject({
      kind: 'bad',
      signal: 'no-evidence',
      why: expect.stringMatching(/^The step stayed undecided for 3600 s\. Too little is known yet of failed answers/),
      firstBadAt: new Date(begun + 3_600_000).toISOString(),
    });
    expect([...judge.verdicts]).toEqual([['no-evidence', 1]]);
  });
});

describe('figures (P4)', () => {
  it('of several servers are summed, also of those that stopped', async () => {
    const rollout = await rollOut('shared', page('shared', '2.0.0', 'fine'), { ...strategy, interval: 3_600 });
    const { id } = await rollout.read();
    const storage = await openStorage(site.server.dataDir, null);
    atEnd(() => storage.close());
    const [one, other] = [1, 2].map(() => sharedFigures({ db: storage.db, every: 250 }));
    const answer = {
      arm: 'candidate',
      visitor: 1,
      status: 500,
      isBroken: false,
      isEmpty: false,
      milliseconds: 1,
    } as const;
    one!.outcomes(id).answered({ ...answer, at: 1_000 });
    other!.outcomes(id).answered({ ...answer, at: 1_000 });
    await one!.tallies(id, 1_000);
    expect((await other!.tallies(id, 1_000)).candidate).toMatchObject({ requests: 2, failed: 2 });
    other!.outcomes(id).answered({ ...answer, at: 1_100 });
    // Not written yet: it is too soon.
    await other!.tallies(id, 1_100);
    expect((await one!.tallies(id, 1_100)).candidate.requests).toBe(2);
    await other!.keepOnly(new Set(), 1_100);
    expect((await one!.tallies(id, 1_300)).candidate.requests).toBe(3);
    await storage.close();
    one!.outcomes(id).answered({ ...answer, at: 2_000 });
    // The database is away: it judges what it saw, and what it knew of the others.
    expect((await one!.tallies(id, 2_000)).candidate.requests).toBe(4);
  });
});
