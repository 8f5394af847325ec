import { createHash } from 'node:crypto';
import { hashFonts } from './capture/fonts.ts';
import { defaultThreshold, metric } from './diff/compare.ts';
import type { BrowserFound } from './types/browser.ts';
import type { VisualCase } from './types/case.ts';
import type { Conditions } from './types/shot.ts';

/** What a picture follows from besides its page: known without starting a browser. */
export type Surroundings = Readonly<Record<Exclude<keyof Conditions, 'masks'>, string | number>>;

/** Of each browser that is found, by name; one without a build has none, and nothing is ever skipped with it. */
export async function surroundingsOf(found: readonly BrowserFound[]): Promise<ReadonlyMap<string, Surroundings>> {
  const platform = `${process.platform}-${process.arch}`;
  const fonts = await hashFonts([]);
  return new Map(
    found.flatMap(({ name, build }) =>
      build === null ? [] : [[name, { browser: build, platform, metric, threshold: defaultThreshold, fonts }]],
    ),
  );
}

/**
 * Hash of everything a picture follows from: its page (files are in it by the hashes in their addresses), how it is
 * shot, and the surroundings. Two cases with the same one have the same picture.
 */
export function fingerprintOf(page: string, visualCase: VisualCase, surroundings: Surroundings): string {
  // What names a case, and what only the page follows from. All else counts, also what is added to cases later.
  const { key, name, fixture, theme, allowedRatio, viewport, ...shot } = visualCase;
  const { width, height, dpr } = viewport;
  const all = JSON.stringify([page, width, height, dpr, sorted(shot), sorted(surroundings)]);
  return `sha256-${createHash('sha256').update(all).digest('base64url')}`;
}

const sorted = (value: object) => Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
