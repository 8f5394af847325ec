import type { Outcome, RunPorts } from './types/run.ts';
import type { Shot } from './types/shot.ts';

export type Still = Extract<Shot, { kind: 'still' }>;
export type Unstable = Extract<Shot, { kind: 'unstable' }>;

/** An outcome without what every one has: case and time. */
export type Finding = Omit<Outcome, 'case' | 'startedAt' | 'milliseconds'>;

/** Nothing that is kept in texts or pictures of its own. */
export const noPictures = {
  fingerprint: null,
  baseline: null,
  shot: null,
  difference: null,
  shapes: null,
  aria: null,
  findings: null,
  html: null,
  baselineShapes: null,
  baselineAria: null,
  baselineHtml: null,
} as const;

/** A verdict without a picture. */
export const nothing = (verdict: Outcome['verdict'], message: string): Finding => ({
  verdict,
  message,
  skipped: false,
  ...noPictures,
  carriedFrom: null,
  heardDifferently: false,
  broken: [],
  newFindings: [],
  changedPixels: 0,
  totalPixels: 0,
  allowedPixels: 0,
  clusters: [],
  density: 0,
  changes: [],
  recheck: false,
  conditions: null,
  refused: [],
});

/** Stores the picture with what it shows of each node and what assistive technology hears. */
export async function keep(
  { png, nodes, aria, findings, html, broken, conditions, refused }: Still | Unstable,
  { pictures }: RunPorts,
) {
  const text = (content: string) => pictures.put(new TextEncoder().encode(content));
  return {
    shot: await pictures.put(png),
    shapes: await text(JSON.stringify(nodes)),
    aria: aria === null ? null : await text(aria),
    findings: findings === null ? null : await text(JSON.stringify(findings)),
    html: html === null ? null : await text(html),
    broken,
    conditions,
    refused,
  };
}

export const sentenceOf = (problem: unknown): string => (problem instanceof Error ? problem.message : String(problem));
