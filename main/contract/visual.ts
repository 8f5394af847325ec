import { event, method } from './method.ts';
import type { Coverage } from './visual-coverage.ts';
import type { NodeEdits } from './visual-edits.ts';
import type { CaseHistory, VisualRun } from './visual-results.ts';

const path = { type: 'string', minLength: 1, maxLength: 1024 } as const;
const run = { type: 'string', maxLength: 80 } as const;
const keys = { type: 'array', minItems: 1, maxItems: 2000, items: { type: 'string', maxLength: 400 } } as const;

export const visualMethods = {
  /**
   * Starts a run on the text as it stands; progress and the end come as `visual.progress`. `viewports` (names or sizes
   * as in `800x600`) and `browsers` take the place of the document's own; such a run proves nothing to an approver.
   * Cases that nothing changed of since they passed are not shot again, unless `all` says so. A run of the same pictures
   * whose program was killed goes on where it stopped.
   */
  'visual.run': method<
    { path: string; text: string; viewports?: string[]; browsers?: string[]; all?: boolean },
    VisualRun,
    'visual/has-problems' | 'visual/busy' | 'browser/missing' | 'engine/stopped' | 'engine/timeout'
  >({
    type: 'object',
    additionalProperties: false,
    required: ['path', 'text'],
    properties: {
      path,
      text: { type: 'string', maxLength: 20_000_000 },
      viewports: { type: 'array', nullable: true, minItems: 1, maxItems: 20, items: { type: 'string', maxLength: 40 } },
      browsers: { type: 'array', nullable: true, minItems: 1, maxItems: 20, items: { type: 'string', maxLength: 40 } },
      all: { type: 'boolean', nullable: true },
    },
  }),
  'visual.cancel': method<{ run: string }, VisualRun, 'visual/not-found'>({
    type: 'object',
    additionalProperties: false,
    required: ['run'],
    properties: { run },
  }),
  /** Runs of a document, newest first. */
  'visual.runs': method<{ path: string }, readonly VisualRun[]>({
    type: 'object',
    additionalProperties: false,
    required: ['path'],
    properties: { path },
  }),
  /** How each case of a document fared in its last runs. */
  'visual.history': method<{ path: string }, readonly CaseHistory[]>({
    type: 'object',
    additionalProperties: false,
    required: ['path'],
    properties: { path },
  }),
  /**
   * A person's word on cases of a run, as one step of undo. Accepting makes the shot the baseline, with its nodes and
   * findings; all others leave the baseline and need a reason. `tolerated`: this size of difference is right for this
   * case, until its baseline changes. `quarantined`: the case does not count until `until`, and `owner` sees to it.
   * `lifted` ends either, and the case waits for a decision again.
   */
  'visual.decide': method<
    {
      run: string;
      keys: string[];
      decision: 'accepted' | 'rejected' | 'tolerated' | 'quarantined' | 'lifted';
      reason: string;
      owner?: string;
      until?: string;
    },
    VisualRun,
    'visual/not-found' | 'visual/reason-missing' | 'visual/not-tolerable' | 'visual/quarantine-invalid'
  >({
    type: 'object',
    additionalProperties: false,
    required: ['run', 'keys', 'decision', 'reason'],
    properties: {
      run,
      keys: keys as never,
      decision: { type: 'string', enum: ['accepted', 'rejected', 'tolerated', 'quarantined', 'lifted'] },
      reason: { type: 'string', maxLength: 2000 },
      owner: { type: 'string', nullable: true, maxLength: 200 },
      until: { type: 'string', nullable: true, maxLength: 40 },
    },
  }),
  /** Takes whole steps back: those the cases' last decisions were part of; without keys, the last step of the run. */
  'visual.undo': method<{ run: string; keys: string[] }, VisualRun, 'visual/not-found'>({
    type: 'object',
    additionalProperties: false,
    required: ['run', 'keys'],
    properties: { run, keys: { ...keys, minItems: 0 } as never },
  }),
  /** What accepted pictures show of a document as its text stands, and cases that would show more. */
  'visual.coverage': method<{ path: string; text: string }, Coverage, 'visual/has-problems'>({
    type: 'object',
    additionalProperties: false,
    required: ['path', 'text'],
    properties: { path, text: { type: 'string', maxLength: 20_000_000 } },
  }),
  /** A text kept beside the pictures by its hash: `shapes`, `aria`, `html` or `findings` of a result or baseline. */
  'visual.blob': method<{ hash: string }, { readonly text: string }, 'visual/not-found'>({
    type: 'object',
    additionalProperties: false,
    required: ['hash'],
    properties: { hash: { type: 'string', pattern: '^sha256-[A-Za-z0-9_-]{43}$' } },
  }),
  /** The edits behind the changed nodes of a case that are causes; empty when its baseline's texts are not kept. */
  'visual.edits': method<{ run: string; key: string }, readonly NodeEdits[], 'visual/not-found'>({
    type: 'object',
    additionalProperties: false,
    required: ['run', 'key'],
    properties: { run, key: { type: 'string', maxLength: 400 } },
  }),
};

export const visualEvents = {
  /** At most ten a second, and one at the end. `skipped` of the `done` were not shot; `secondsLeft` is null until two were. */
  'visual.progress': event<{
    readonly run: VisualRun;
    readonly done: number;
    readonly skipped: number;
    readonly secondsLeft: number | null;
  }>(),
};
