import type { Outcome } from './run.ts';
import type { Build, Conditions } from './shot.ts';

/** Content-addressed bytes: PNGs, shapes as JSON, texts; the hash is `sha256-…` of the bytes. */
export interface PictureStore {
  put(bytes: Uint8Array): Promise<string>;
  get(hash: string): Promise<Uint8Array | null>;
}

export interface Baseline {
  readonly picture: string;
  /** Hash of a blob beside the pictures: `NodeShape[]` as JSON. Null: made before shapes were kept. */
  readonly shapes: string | null;
  /** Hash of a blob beside the pictures: what assistive technology hears. */
  readonly aria: string | null;
  /** Hash of a blob beside the pictures: `Looked` as JSON. Null: made before, or axe could not look. */
  readonly findings: string | null;
  /** Hash of a blob beside the pictures: its HTML as text. Null: nobody expected it to stay the same. */
  readonly html: string | null;
  readonly conditions: Conditions;
  /** False: created by a run and not yet accepted by a person. */
  readonly accepted: boolean;
  /** Content hash of the document it shows; null: made before it was kept. */
  readonly contentHash: string | null;
  /** Build of the browser the approved picture is of, where this one is the approved version in another; else null. */
  readonly carriedFrom: string | null;
}

export interface BaselineStore {
  /**
   * Of this very build where there is an accepted one; else the newest accepted of another build; else what waits. Null:
   * the build is not known yet.
   */
  find(caseKey: string, build: Build | null): Promise<Baseline | null>;
  /** What passed by a picture of this fingerprint, against a baseline that is accepted still; null: shoot it. */
  passed?(caseKey: string, fingerprint: string): Promise<PastPass | null>;
  /** The approved version, shot again in another build, is from here on what pictures of that build are held against. */
  carry?(caseKey: string, baseline: Baseline): Promise<void>;
}

/** A pass of an earlier run. */
export interface PastPass
  extends Omit<Outcome, 'case' | 'verdict' | 'skipped' | 'message' | 'startedAt' | 'milliseconds'> {
  /** RFC 3339: when that picture was taken. */
  readonly at: string;
}
