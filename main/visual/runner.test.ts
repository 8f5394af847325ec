import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type CaseResult, facetsOf, type VisualRun } from '#contract';
import { auditIn } from '../audit/audit-log.ts';
import { baselinesIn } from '../store/baselines.ts';
import { blobsIn } from '../store/blobs.ts';
import { runsIn } from '../store/runs.ts';
import { smallPage } from '../testing/command.ts';
import { countedBrowser } from '../testing/counted-browser.ts';
import { temporaryFolder } from '../testing/folders.ts';
import { valueFrom } from '../testing/outcomes.ts';
import { sampleStudio } from '../testing/sample-studio.ts';

const path = 'hello.page.json';
/** Two fixtures, which the page shows alike: two cases for each size, one picture. */
const page = (text: string, viewports = ['240x160']) => {
  const document = JSON.parse(smallPage(text));
  const cases = ['base', 'other'].map((fixture) => ({ id: fixture, fixture }));
  return JSON.stringify({ ...document, tests: { fixtures: { base: {}, other: {} }, matrix: { viewports }, cases } });
};

/** A project with that page, and a browser whose starts are counted. */
async function project(options: Parameters<typeof countedBrowser>[1] = {}) {
  const folder = temporaryFolder();
  const place = temporaryFolder();
  const browser = await countedBrowser(place, options);
  vi.stubEnv('STUDIO_CHROMIUM', browser.executable);
  onTestFinished(() => void vi.unstubAllEnvs());
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'studio.json'), '{ "name": "Demo", "namespace": "demo" }');
  writeFileSync(join(folder, path), page('Hello'));
  const sample = await sampleStudio({ project: folder });
  const { handlers, project: open } = sample.studio;
  const { store } = open()!;
  const run = async (text = page('Hello'), all = false): Promise<VisualRun> => {
    const ended = Promise.withResolvers<VisualRun>();
    const stop = sample.studio.on('visual.progress', ({ run }) => run.state !== 'running' && ended.resolve(run));
    valueFrom(await handlers['visual.run']({ path, text, all }));
    return ended.promise.finally(stop);
  };
  const accept = async ({ id, results }: VisualRun) =>
    valueFrom(
      await handlers['visual.decide']({
        run: id,
        keys: results.map((result) => result.case.key),
        decision: 'accepted',
        reason: '',
      }),
    );
  return { browser, handlers, store, run, accept };
}

const each = <Value>(run: VisualRun, value: (result: CaseResult) => Value) => run.results.map(value);
const verdicts = (run: VisualRun) => each(run, ({ verdict, skipped }) => (skipped ? 'skipped' : verdict));

describe('visual runs', { timeout: 180_000 }, () => {
  it('shoot only what a change can affect, and start no browser when nothing changed (T4, T6)', async () => {
    const sizes = ['240x160', '120x90'];
    const { browser, handlers, store, run, accept } = await project();
    const first = await run(page('Hello', sizes));
    expect(verdicts(first)).toEqual(['created', 'created', 'created', 'created']);
    // Cases that cannot differ share their picture.
    expect(first.results[2]).toMatchObject({ shot: first.results[0]!.shot, startedAt: expect.any(String) });
    // Nobody has accepted anything: all are shot again.
    expect(verdicts(await run(page('Hello', sizes)))).toEqual(['created', 'created', 'created', 'created']);
    await accept(first);
    expect(auditIn(store.database).entries('visual.decided')).toHaveLength(1);

    const starts = browser.starts();
    const again = await run(page('Hello', sizes));
    expect(verdicts(again)).toEqual(['skipped', 'skipped', 'skipped', 'skipped']);
    expect(again).toMatchObject({ state: 'finished', verdict: 'passed' });
    expect(again.results[0]).toMatchObject({ baseline: first.results[0]!.shot, changedPixels: 0, decision: null });
    expect(again.results[0]?.message).toMatch(/^Nothing changed since it was shot on \d{4}-\d\d-\d\d at \d\d:\d\d UTC/);
    expect(runsIn(store.database).proofOf(again.contentHash)?.id).toBe(again.id);
    expect(browser.starts()).toBe(starts);

    // One more size: only that is new. A change of the text: everything.
    const more = await run(page('Hello', [...sizes, '100x80']));
    expect(verdicts(more)).toEqual(['skipped', 'skipped', 'created', 'skipped', 'skipped', 'created']);
    const changed = await run(page('Goodbye', sizes));
    expect(verdicts(changed)).toEqual(['failed', 'failed', 'failed', 'failed']);
    expect(changed.results[0]?.changedPixels).toBeGreaterThan(0);
    // What was rejected is not what was accepted, and the accepted text still need not be shot.
    expect(verdicts(await run(page('Hello', sizes)))).toEqual(['skipped', 'skipped', 'skipped', 'skipped']);
    const everything = await run(page('Hello', sizes), true);
    expect(verdicts(everything)).toEqual(['passed', 'passed', 'passed', 'passed']);

    const [history] = valueFrom(await handlers['visual.history']({ path }));
    expect(history).toMatchObject({ key: first.results[0]!.case.key, flakeShare: 0 });
    expect(history?.runs.map(({ verdict, skipped }) => (skipped ? 'skipped' : verdict))).toEqual([
      'passed',
      'skipped',
      'failed',
      'skipped',
      'skipped',
      'created',
      'created',
    ]);
  });

  it('shoot modifiers of a theme and media as they show, and say so of each case in words (T1)', async () => {
    const { run, accept } = await project();
    const document = JSON.parse(smallPage('Hello'));
    document.view.children.push({ id: 'go', type: 'Button', props: { text: 'Go' } });
    const matrix = {
      viewports: ['240x160'],
      modifiers: { density: ['cosy', 'compact'] },
      media: ['screen', 'print'],
    };
    const text = JSON.stringify({ ...document, tests: { ...document.tests, matrix } });
    const first = await run(text);
    expect(each(first, ({ case: one, verdict }) => [one.modifiers, one.medium, verdict])).toEqual([
      [{ density: 'cosy' }, 'screen', 'created'],
      [{ density: 'cosy' }, 'print', 'created'],
      [{ density: 'compact' }, 'screen', 'created'],
      [{ density: 'compact' }, 'print', 'created'],
    ]);
    expect(
      each(first, (result) =>
        facetsOf(result.case)
          .map(({ words }) => words)
          .join(' · '),
      )[3],
    ).toBe('240x160 · chromium · core/theme · en · light · density compact · print');
    const pictures = each(first, ({ shot }) => shot);
    expect(pictures[0]).not.toBe(pictures[2]);
    expect(pictures[1]).not.toBe(pictures[3]);
    await accept(first);
    expect(verdicts(await run(text))).toEqual(['skipped', 'skipped', 'skipped', 'skipped']);

    const unknown = JSON.stringify({
      ...document,
      tests: { ...document.tests, matrix: { modifiers: { mood: ['gray'] } } },
    });
    await expect(run(unknown)).rejects.toThrow('There is no modifier of the theme "core/theme" called "mood"');
  });

  it('shoot everything when the surroundings are others, even if nothing else is', async () => {
    const { run, accept, browser } = await project();
    await accept(await run());
    await countedBrowser(join(browser.executable, '..'), { version: '1.2.3.4' });
    expect(verdicts(await run())).toEqual(['passed', 'passed']);
  });

  it('judge another browser build against the approved version shot again in it (T4)', async () => {
    const { run, accept, store } = await project();
    const first = await run();
    await accept(first);
    // As if it had been approved in an older build, which painted something else altogether.
    const key = first.results[0]!.case.key;
    const baselines = baselinesIn(store.database);
    for (const {
      case: { key },
    } of first.results) {
      const known = baselines.find(key)!;
      baselines.remove(key);
      const picture = blobsIn(store.database).put(Buffer.from('another picture'));
      baselines.put(key, {
        ...known,
        picture,
        conditions: { ...known.conditions, browser: 'chromium 1.0' },
        pass: null,
      });
    }
    const young = await run();
    expect(verdicts(young)).toEqual(['passed', 'passed']);
    expect(young.results[0]).toMatchObject({
      carriedFrom: 'chromium 1.0',
      recheck: true,
      changedPixels: 0,
      decision: null,
    });
    expect(young.results[0]?.message).toContain('approved version was shot again in chromium');
    const { platform } = baselines.find(key)!.conditions;
    expect(baselines.find(key, { browser: 'chromium 1.0', platform })).toMatchObject({ accepted: true });

    // Only the difference to that is judged, and the mark stays until a person has looked.
    const edited = await run(page('Hellp'));
    expect(verdicts(edited)).toEqual(['failed', 'failed']);
    expect(edited.results[0]?.changedPixels).toBeLessThan(400);
    const unchanged = await run();
    expect(unchanged.results[0]).toMatchObject({ skipped: true, recheck: true });
    await accept(unchanged);
    expect((await run()).results[0]).toMatchObject({ skipped: true, recheck: false, carriedFrom: null });
  });

  it('go on when the disk is full in the middle, say so of each case, and lose nothing that was accepted', async () => {
    const { run, accept, store } = await project();
    const first = await run();
    await accept(first);
    const pages = Number(store.database.pragma('page_count', { simple: true }));
    store.database.pragma(`max_page_count = ${pages + 2}`);
    const full = await run(page('A text that needs room'));
    expect(full).toMatchObject({ state: 'finished', verdict: 'failed' });
    expect(full.results).toHaveLength(2);
    // Some room may be left for the first of them; those that found none say so.
    const refused = full.results.filter(({ verdict }) => verdict === 'error');
    expect(refused.length).toBeGreaterThan(0);
    for (const { message } of refused) expect(message).toContain('The disk is full');
    for (const {
      case: { key },
      shot,
    } of first.results) {
      expect(baselinesIn(store.database).find(key)).toMatchObject({ picture: shot, accepted: true });
    }
    store.database.pragma('max_page_count = 1073741823');
    expect(verdicts(await run())).toEqual(['skipped', 'skipped']);
    // What could not be written then is there now.
    expect(runsIn(store.database).find(full.id)).toMatchObject({ state: 'finished', results: { length: 2 } });
  });

  it('offer the new picture where the baseline is damaged, unless it is the very same (T4)', async () => {
    const { run, accept, store } = await project();
    const first = await run();
    await accept(first);
    const damage = () =>
      store.database
        .prepare('UPDATE blobs SET bytes = substr(bytes, 1, 100) WHERE hash = ?')
        .run(first.results[0]!.shot);
    damage();
    const other = await run(page('Goodbye'));
    expect(each(other, ({ message }) => /baseline cannot be read .*accept the new one/.test(message ?? ''))).toEqual([
      true,
      true,
    ]);
    expect(other.results[0]).toMatchObject({ verdict: 'failed', decision: 'pending' });
    damage();
    expect(verdicts(await run(page('Hello'), true))).toEqual(['passed', 'passed']);
  });
});
