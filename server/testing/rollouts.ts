import type { LightMyRequestResponse } from 'fastify';
import { expect } from 'vitest';
import type { PageDocument } from '#engine';
import type { Judge, Judgement } from '../rollout/judgement.ts';
import type { Strategy } from '../rollout/plan.ts';
import type { Rollout, RolloutReport } from '../rollout/rollout.ts';
import { greetingPage } from './pages.ts';
import { signedRelease } from './signed-release.ts';
import { type AtEnd, type Publisher, publishingServer } from './temporary-server.ts';

type Headers = Readonly<Record<string, string>>;

/** A server on which versions of a greeting are rolled out, by a clock and a judge that do as they are told. */
export interface RolloutSite extends Publisher {
  /** Lets so many seconds pass. */
  pass(seconds: number): void;
  /** What the judge says from now on. */
  judges(judgement: Judgement): void;
  /** Publishes a version of a greeting without making it live; its hash. */
  store(text: string, version: string, changes?: Partial<PageDocument>): Promise<string>;
  start(candidate: string, strategy: Strategy, more?: object, headers?: Headers): Promise<LightMyRequestResponse>;
  /** The same of a new version, which some have already. */
  running(text: string, version: string, strategy: Strategy, changes?: Partial<PageDocument>): Promise<Rollout>;
  read(id: string): Promise<RolloutReport>;
  /** Resolves once it is as described. */
  becomes(id: string, wanted: Partial<Rollout>): Promise<RolloutReport>;
  /** Of the rollout as it is now, unless the headers say otherwise. */
  act(id: string, action: string, more?: object, headers?: Headers): Promise<LightMyRequestResponse>;
  /** The text of the greeting for a visitor with these headers. */
  shown(headers?: Headers): Promise<string>;
  /** Which of two hundred visitors with a place see this text. */
  whoSees(text: string): Promise<readonly number[]>;
}

export const healthy: Judgement = { kind: 'healthy' };
export const bad: Judgement = { kind: 'bad', signal: 'errors', why: 'Half of its answers fail.', firstBadAt: '' };

const startOfTime = Date.parse('2026-03-01T12:00:00Z');

/** `from`: its clock begins there, in milliseconds; servers that share a database share the time as well. */
export async function rolloutSite(environment: Headers, atEnd: AtEnd, from = startOfTime): Promise<RolloutSite> {
  let time = from;
  let judgement: Judgement = { kind: 'undecided', why: 'Too few visitors.' };
  const judge: Judge = { judge: () => judgement };
  const publisher = await publishingServer(environment, () => new Date(time), atEnd, undefined, judge);
  const { app, admin } = publisher.server;
  const post = (url: string, payload: object, headers: Headers = {}) =>
    app.inject({ method: 'POST', url, headers: { ...admin, ...headers }, payload });
  const read = async (id: string): Promise<RolloutReport> =>
    (await app.inject({ url: `/api/v1/rollouts/${id}`, headers: admin })).json();
  const becomes: RolloutSite['becomes'] = async (id, wanted) => {
    await expect.poll(() => read(id), { timeout: 50_000, interval: 50 }).toMatchObject(wanted);
    return read(id);
  };
  const store: RolloutSite['store'] = async (text, version, changes = {}) => {
    const request = signedRelease(greetingPage({ text, version, ...changes }), publisher.person);
    const stored = await post('/api/v1/releases', { ...request, live: false });
    expect(stored.statusCode, stored.body).toBe(200);
    return stored.json().versionHash;
  };
  const start: RolloutSite['start'] = (candidate, strategy, more = {}, headers = { 'if-match': '*' }) => {
    const about = { documentId: 'acme/greeting', channel: 'production', why: 'A better greeting' };
    return post('/api/v1/rollouts', { ...about, candidate, strategy, ...more }, headers);
  };
  const shown = async (headers: Headers = {}): Promise<string> =>
    />([^<]*)<\/h1>/.exec((await app.inject({ url: '/greeting', headers })).body)?.[1] ?? '';
  return {
    ...publisher,
    pass: (seconds) => {
      time += seconds * 1_000;
    },
    judges: (said) => {
      judgement = said;
    },
    store,
    start,
    async running(text, version, strategy, changes) {
      const started = await start(await store(text, version, changes), strategy);
      expect(started.statusCode, started.body).toBe(201);
      return becomes(started.json().id, { state: 'running' });
    },
    read,
    becomes,
    act: async (id, action, more = {}, headers) =>
      post(
        `/api/v1/rollouts/${id}/${action}`,
        { why: `Time to ${action}`, ...more },
        headers ?? { 'if-match': `"${(await read(id)).epoch}"` },
      ),
    shown,
    async whoSees(text) {
      const places = Array.from({ length: 200 }, (_, at) => at * 50);
      const seen = await Promise.all(places.map((place) => shown({ cookie: `_ui_cohort=${place}` })));
      return places.filter((_, at) => seen[at] === text);
    },
  };
}
