import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findBrowsers } from './browsers/find.ts';
import { planCases } from './plan.ts';
import { runCases } from './runner.ts';
import type { Baseline } from './types/baseline.ts';
import type { VisualCase } from './types/case.ts';
import type { ShotPage } from './types/page.ts';
import type { Outcome, RunOptions, RunPorts } from './types/run.ts';
import type { Conditions } from './types/shot.ts';

const cases = planCases({
  documentId: 'demo/page',
  tests: { fixtures: { base: {}, empty: {} }, matrix: { viewports: ['200x100', '120x80'] } },
  examples: [],
  settings: {},
  defaults: { viewports: [], browsers: ['chromium'], theme: 'core/theme', locale: 'en-US' },
});
const page = (body: string): ShotPage => ({
  html: `<!doctype html><html><head><title>t</title></head><body>${body}</body></html>`,
  css: 'body { margin: 0 }',
  masks: [],
  asset: async () => null,
});

const unknown = { contentHash: null, carriedFrom: null, html: null };

/** A project's picture and baseline stores, in memory. */
function project(render: RunPorts['render']) {
  const pictures = new Map<string, Uint8Array>();
  const baselines = new Map<string, Baseline>();
  const ports: RunPorts = {
    render,
    baselines: { find: async (key) => baselines.get(key) ?? null },
    pictures: {
      async put(png) {
        const hash = `sha256-${createHash('sha256').update(png).digest('base64url')}`;
        pictures.set(hash, png);
        return hash;
      },
      get: async (hash) => pictures.get(hash) ?? null,
    },
    now: () => new Date(),
  };
  const accept = (outcomes: readonly Outcome[], conditions?: Partial<Conditions>) => {
    for (const {
      case: { key },
      shot,
      shapes,
      aria,
      findings,
      conditions: made,
    } of outcomes) {
      baselines.set(key, {
        ...unknown,
        picture: shot!,
        shapes,
        aria,
        findings,
        conditions: { ...made!, ...conditions },
        accepted: true,
      });
    }
  };
  return { ports, pictures, baselines, accept };
}

async function all(planned: readonly VisualCase[], ports: RunPorts, options?: RunOptions): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for await (const outcome of runCases(planned, ports, options)) outcomes.push(outcome);
  const place = (outcome: Outcome) => planned.findIndex(({ key }) => key === outcome.case.key);
  return outcomes.sort((left, right) => place(left) - place(right));
}
const verdicts = (outcomes: readonly Outcome[]) => outcomes.map(({ verdict }) => verdict);

let executable = '';
let folder = '';
beforeAll(async () => {
  executable = (await findBrowsers())[0]?.executable ?? '';
  folder = await mkdtemp(join(tmpdir(), 'runner-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('runCases (T3, T4)', { timeout: 60_000 }, () => {
  it('creates pending baselines, passes once they are accepted, and fails after a change with figures', async () => {
    let color = 'white';
    const { ports, accept, pictures, baselines } = project(async () =>
      page(`<p data-ui-node="line" style="margin:0;height:10px;background:${color}">`),
    );
    const first = await all(cases, ports);
    expect(first.map((outcome) => outcome.case.key)).toEqual(cases.map(({ key }) => key));
    expect(verdicts(first)).toEqual(['created', 'created', 'created', 'created']);
    expect(first[0]?.message).toContain('waits for a person');
    expect(first[0]?.conditions).toMatchObject({
      browser: expect.stringMatching(/^chromium \d/),
      metric: 'pixelmatch 7.2.0',
    });

    const { shot, shapes, aria, findings, conditions } = first[0]!;
    const pending = { ...unknown, picture: shot!, shapes, aria, findings, conditions: conditions!, accepted: false };
    baselines.set(cases[0]!.key, pending);
    expect(verdicts(await all(cases.slice(0, 1), ports))).toEqual(['created']);

    accept(first);
    const second = await all(cases, ports);
    expect(verdicts(second)).toEqual(['passed', 'passed', 'passed', 'passed']);
    expect(second[0]).toMatchObject({ message: null, difference: null, changedPixels: 0 });

    color = 'black';
    const [failed] = await all(cases.slice(0, 1), ports);
    expect(failed).toMatchObject({ verdict: 'failed', changedPixels: 2000, totalPixels: 20000, allowedPixels: 0 });
    expect(failed?.message).toBe('2,000 of 20,000 pixels changed (10 %), 0 allowed (0 %). Changed: "line" (restyled).');
    expect(failed?.clusters).toEqual([{ box: [0, 0, 200, 10], changedPixels: 2000, node: 'line' }]);
    expect(failed?.changes).toMatchObject([{ node: 'line', kind: 'restyled', cause: null, changedPixels: 2000 }]);
    expect(failed?.changes[0]?.message).toContain('background-color was rgb(255, 255, 255) and is rgb(0, 0, 0) now');
    expect(pictures.has(failed!.difference!)).toBe(true);

    const [tolerated] = await all([{ ...cases[0]!, allowedRatio: 0.1 }], ports);
    expect(tolerated).toMatchObject({ verdict: 'passed', changedPixels: 2000, allowedPixels: 2000 });
    expect(tolerated?.message).toContain('2,000 allowed (10 %)');

    color = 'rgb(255, 255, 254)';
    expect((await all(cases.slice(0, 1), ports))[0]).toMatchObject({ verdict: 'failed', changedPixels: 2000 });
    const [close] = await all([{ ...cases[0]!, perPixel: 0.1 }], ports);
    expect(close).toMatchObject({ verdict: 'passed', changedPixels: 0, recheck: true });
    expect(close?.message).toContain('threshold 0, now 0.1');
  });

  it('leaves out what a mask covers that came after its baseline, and nothing else', async () => {
    let [clock, color] = ['10:00', 'white'];
    const { ports, accept } = project(async ({ masks }) => ({
      ...page(
        `<p data-ui-node="clock" style="margin:5px;background:${color}">${clock}</p><p data-ui-node="b">b${color}</p>`,
      ),
      masks: masks.map((mask) => ('node' in mask ? { selector: `[data-ui-node="clock"]`, mode: mask.mode } : mask)),
    }));
    const [one] = cases;
    const shoot = async (masks: VisualCase['masks']) => (await all([{ ...one!, masks }], ports))[0]!;
    accept([await shoot([])]);
    clock = '10:01';
    expect(await shoot([])).toMatchObject({ verdict: 'failed' });
    for (const mode of ['solid', 'hide', 'text'] as const) {
      expect(await shoot([{ node: 'clock', mode }])).toMatchObject({ verdict: 'passed', changedPixels: 0 });
    }
    expect(await shoot([{ box: [0, 0, 200, 30], mode: 'solid' }])).toMatchObject({ verdict: 'passed' });
    // Beside the mask everything counts, and under it too, once the baseline has it.
    accept([await shoot([{ node: 'clock', mode: 'text' }])]);
    expect(await shoot([{ node: 'clock', mode: 'text' }])).toMatchObject({ verdict: 'passed', changedPixels: 0 });
    color = 'yellow';
    const yellow = await shoot([{ node: 'clock', mode: 'text' }]);
    expect(yellow).toMatchObject({ verdict: 'failed' });
    expect(yellow.clusters.map(({ node }) => node).toSorted()).toEqual(['b', 'clock']);
  });

  it('takes a second picture in a fresh context before it fails', async () => {
    let odd = false;
    let takes = 0;
    const { ports, accept } = project(async () => ({
      ...page('<link rel="stylesheet" href="/late.css">'),
      asset: async () => {
        takes++;
        const color = odd && takes === 1 ? 'black' : 'white';
        return { type: 'text/css', bytes: new TextEncoder().encode(`body { background: ${color} }`) };
      },
    }));
    accept(await all(cases.slice(0, 1), ports));
    [odd, takes] = [true, 0];
    const [outcome] = await all(cases.slice(0, 1), ports);
    expect(takes).toBe(2);
    expect(outcome).toMatchObject({ verdict: 'flaky', message: expect.stringContaining('flaky') });
  });

  it('marks a baseline of another browser build for checking, without flipping the verdict', async () => {
    const { ports, accept } = project(async () => page('a'));
    accept(await all(cases.slice(0, 1), ports), { browser: 'chromium 1.2.3.4' });
    const [outcome] = await all(cases.slice(0, 1), ports);
    expect(outcome?.verdict).toBe('passed');
    expect(outcome?.message).toMatch(/browser chromium 1\.2\.3\.4, now chromium .*check it again/);
  });

  it('offers the new picture when the old one is gone, cut off, or none at all', async () => {
    let text = 'a';
    const { ports, accept, pictures, baselines } = project(async () => page(text));
    const one = cases.slice(0, 1);
    accept(await all(one, ports));
    const { picture } = baselines.get(one[0]!.key)!;
    const sound = pictures.get(picture)!;
    text = 'b';
    const broken: [Uint8Array | null, string][] = [
      [null, 'is gone'],
      [sound.slice(0, 60), 'cannot be read'],
      [new TextEncoder().encode('no picture'), 'cannot be read'],
    ];
    for (const [bytes, words] of broken) {
      pictures.delete(picture);
      if (bytes) pictures.set(picture, bytes);
      const [outcome] = await all(one, ports);
      expect(outcome).toMatchObject({ verdict: 'failed', baseline: picture, message: expect.stringContaining(words) });
      expect(pictures.has(outcome!.shot!)).toBe(true);
    }
    // The very same picture, taken again, is the one that is gone.
    text = 'a';
    pictures.delete(picture);
    expect(verdicts(await all(one, ports))).toEqual(['passed']);
  });

  it('ends a case with an error when the browser dies or the page cannot be rendered, and goes on', async () => {
    const pidFile = join(folder, 'pid');
    const wrapper = join(folder, 'chromium');
    await writeFile(wrapper, `#!/bin/sh\necho $$ > "${pidFile}"\nexec "${executable}" "$@"\n`, { mode: 0o755 });
    const killed: ShotPage['asset'] = async () => {
      process.kill(Number(await readFile(pidFile, 'utf8')), 'SIGKILL');
      return null;
    };
    const { ports } = project(async ({ fixture, viewport }) => {
      if (fixture === 'empty' && viewport.width === 200) throw new Error('the engine stopped');
      return fixture === 'base' && viewport.width === 200
        ? { ...page('<img src="/x.png">'), asset: killed }
        : page('b');
    });
    const outcomes = await all(cases, ports, { concurrency: 1, executable: wrapper });
    expect(verdicts(outcomes)).toEqual(['error', 'created', 'error', 'created']);
    expect(outcomes[0]?.message).toContain('The browser closed or crashed');
    expect(outcomes[2]?.message).toContain('the engine stopped');
  });

  it('says what to do when there is no browser, or one the matrix invents', async () => {
    const { ports } = project(async () => page('a'));
    const [missing] = await all(cases.slice(0, 1), ports, { executable: '/nowhere/chromium' });
    expect(missing).toMatchObject({ verdict: 'error', message: expect.stringContaining('did not start') });
    vi.stubEnv('STUDIO_CHROMIUM', join(folder, 'none'));
    const [unfound] = await all(cases.slice(0, 1), ports);
    vi.unstubAllEnvs();
    expect(unfound).toMatchObject({ verdict: 'error', message: expect.stringContaining('Correct it or unset it.') });
    const [invented] = await all([{ ...cases[0]!, browser: 'netscape' }], ports, { executable });
    expect(invented?.message).toContain('no browser called "netscape"');
  });

  it('stops when aborted, and when the reader leaves', async () => {
    const { ports } = project(async () => page('a'));
    const abort = new AbortController();
    const seen: string[] = [];
    for await (const outcome of runCases(cases, ports, { signal: abort.signal, concurrency: 1 })) {
      seen.push(outcome.case.key);
      abort.abort();
    }
    expect(seen).toEqual([cases[0]!.key]);
    expect(await all(cases, ports, { signal: abort.signal })).toEqual([]);
    for await (const outcome of runCases(cases, ports)) {
      expect(outcome.verdict).toBe('created');
      break;
    }
  });

  it('does not shoot a case that asks for what it cannot do, and says what', async () => {
    const { ports, pictures } = project(async () => page('<p>a'));
    const [outcome] = await all([{ ...cases[0]!, unmet: ['"force" of "panel" to "late"'] }], ports);
    expect(outcome?.verdict).toBe('error');
    expect(outcome?.message).toBe(
      'Not run, because it asks for what cannot be done yet: "force" of "panel" to "late".',
    );
    expect(pictures.size).toBe(0);
  });

  it('tells what a page wanted from outside', async () => {
    const { ports } = project(async () => page('<img src="http://elsewhere.example/x.png">'));
    const [outcome] = await all(cases.slice(0, 1), ports);
    expect(outcome?.message).toContain('The page asked for http://elsewhere.example/x.png;');
  });
});
