import type { Comparison } from './types/comparison.ts';
import type { Conditions } from './types/shot.ts';

/** How many pixels of a picture may change. */
export const allowedPixels = (totalPixels: number, allowedRatio: number): number =>
  Math.floor(totalPixels * allowedRatio);

/** "1,204 of 312,000 pixels changed (0.386 %), 0 allowed (0 %)." and what else explains it. */
export function explainDifference({ changedPixels, totalPixels, sizes }: Comparison, allowedRatio: number): string {
  const allowed = allowedPixels(totalPixels, allowedRatio);
  const size = ([width, height]: readonly [number, number]) => `${width} × ${height}`;
  const sentences = [
    `${count(changedPixels)} of ${count(totalPixels)} pixels changed (${percent(changedPixels / totalPixels)}), ${count(allowed)} allowed (${percent(allowedRatio)}).`,
  ];
  if (size(sizes.before) !== size(sizes.after)) {
    sentences.push(`The picture was ${size(sizes.before)} and is ${size(sizes.after)} now.`);
  }
  return sentences.join(' ');
}

/** A sentence when a baseline was made under other conditions than a shot; null when they agree. */
export function explainConditions(before: Conditions, now: Conditions): string | null {
  const labels = {
    browser: 'browser',
    platform: 'platform',
    metric: 'metric',
    threshold: 'threshold',
    fonts: 'fonts',
  } as const;
  const changed = (Object.keys(labels) as (keyof typeof labels)[]).filter((name) => before[name] !== now[name]);
  if (changed.length === 0) return null;
  const parts = changed.map((name) =>
    name === 'fonts' ? 'fonts' : `${labels[name]} ${before[name]}, now ${now[name]}`,
  );
  return `The baseline was made under other conditions (${parts.join('; ')}): check it again.`;
}

/** A sentence on what a page wanted from outside and did not get; null when it kept to its own files. */
export function explainRefused(addresses: readonly string[]): string | null {
  const [first, ...others] = addresses;
  if (first === undefined) return null;
  const more = others.length > 0 ? ` and ${count(others.length)} more` : '';
  return `The page asked for ${first}${more}; nothing from outside the project is loaded while a picture is taken.`;
}

const count = (pixels: number): string => pixels.toLocaleString('en-US');

/** Three digits that count, so that one pixel of a large page does not read as nothing. */
const percent = (share: number): string => `${Number((share * 100).toPrecision(3))} %`;
