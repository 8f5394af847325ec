import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import type { RenderInput } from '#engine';
import type { LivePage } from '../delivery/live-pages.ts';
import { showsNothing } from './shows-nothing.ts';

/** How a candidate did with what real visitors asked of the version before, when no visitor had it yet. */
export interface ShadowReport {
  /** Inputs that both versions rendered, and those the candidate needs other data for. */
  readonly rendered: number;
  readonly incomparable: number;
  /** Share of `rendered` with the same HTML, byte for byte; null when there were none. */
  readonly equal: number | null;
  /** Renders of the candidate that failed, or showed a failed component or nothing, where the version before did not. */
  readonly threw: number;
  readonly broken: number;
  readonly empty: number;
  /** Medians in milliseconds, and mean sizes in bytes. */
  readonly milliseconds: Sides;
  readonly bytes: Sides;
}

export interface Sides {
  readonly stable: number;
  readonly candidate: number;
}

interface Trial {
  readonly stable: Render;
  readonly candidate: Render;
}

interface Render {
  readonly html: string;
  readonly outcome: 'well' | 'threw' | 'broken' | 'empty';
  readonly milliseconds: number;
}

/** Renders each input with both versions; visitors' requests go between. */
export async function shadow(
  stable: LivePage,
  candidate: LivePage,
  inputs: readonly RenderInput[],
): Promise<ShadowReport> {
  const trials: Trial[] = [];
  let incomparable = 0;
  for (const input of inputs) {
    await setImmediate();
    if (hasDataFor(candidate, input))
      trials.push({ stable: tryRender(stable, input), candidate: tryRender(candidate, input) });
    else incomparable++;
  }
  return reportOf(trials, incomparable);
}

/** What the candidate asks for beside what was asked cannot be made up. */
function hasDataFor(
  { engine, program }: LivePage,
  { params = {}, ctx, data = {}, failures = {} }: RenderInput,
): boolean {
  const { status, sources } = engine.dataRequests(program, { params, ...(ctx && { ctx }) });
  const isThere = (name: string): boolean => Object.hasOwn(data, name) || Object.hasOwn(failures, name);
  return status === null && Object.entries(sources).every(([name, { lazy }]) => lazy || isThere(name));
}

function tryRender({ engine, program }: LivePage, input: RenderInput): Render {
  const begun = performance.now();
  const took = (): number => performance.now() - begun;
  try {
    const { html, status, diagnostics } = engine.render(program, input);
    const milliseconds = took();
    if (status >= 500) return { html, outcome: 'threw', milliseconds };
    if (diagnostics.some(({ severity }) => severity === 'error')) return { html, outcome: 'broken', milliseconds };
    return { html, outcome: showsNothing(html) ? 'empty' : 'well', milliseconds };
  } catch {
    return { html: '', outcome: 'threw', milliseconds: took() };
  }
}

function reportOf(trials: readonly Trial[], incomparable: number): ShadowReport {
  const worse = (outcome: Render['outcome']): number =>
    trials.filter(({ stable, candidate }) => stable.outcome === 'well' && candidate.outcome === outcome).length;
  const sides = (of: (render: Render) => number, join: (values: readonly number[]) => number): Sides => ({
    stable: join(trials.map(({ stable }) => of(stable))),
    candidate: join(trials.map(({ candidate }) => of(candidate))),
  });
  const equal = trials.filter(({ stable, candidate }) => stable.html === candidate.html).length;
  return {
    rendered: trials.length,
    incomparable,
    equal: trials.length === 0 ? null : equal / trials.length,
    threw: worse('threw'),
    broken: worse('broken'),
    empty: worse('empty'),
    milliseconds: sides(({ milliseconds }) => milliseconds, medianOf),
    bytes: sides(({ html }) => Buffer.byteLength(html), meanOf),
  };
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Number((sorted[Math.floor(sorted.length / 2)] ?? 0).toFixed(3));
}

const meanOf = (values: readonly number[]): number =>
  values.length === 0 ? 0 : Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);
