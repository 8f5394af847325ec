import type { Database } from 'better-sqlite3';
import type { Baseline, Build } from '#visual';

/** The pictures a case is held against, by case key, browser build and platform. */
export interface Baselines {
  /** Of that very build; without one, the newest of the case. */
  find(key: string, build?: Build): StoredBaseline | null;
  /** Of that very build where there is an accepted one; else the newest accepted of another; else what waits. */
  nearest(key: string, build: Build): StoredBaseline | null;
  /** An accepted one that was passed by a picture of this fingerprint. */
  passedBy(key: string, fingerprint: string): StoredBaseline | null;
  /** What accepted pictures of a document show: the blob of their nodes, and how wide they are in CSS pixels. */
  acceptedOf(documentId: string): readonly { readonly shapes: string; readonly width: number }[];
  /** In the place of the one for the same build. */
  put(key: string, baseline: StoredBaseline): void;
  /** Another picture passed against it; nothing happens when another one took its place meanwhile. */
  passed(key: string, of: Build & Pick<StoredBaseline, 'picture'>, pass: Pass): void;
  remove(key: string, build?: Build): void;
}

/** The picture that a baseline was last held against and that passed. */
export interface Pass {
  /** Of all the picture follows from. */
  readonly fingerprint: string;
  /** Run that shot it. */
  readonly run: string;
}

export interface StoredBaseline extends Baseline {
  /** Run that shot it. */
  readonly run: string;
  readonly pass: Pass | null;
}

/** A baseline as written down in JSON, also by a program that did not know all of it yet. */
export const readBaseline = (stored: Partial<StoredBaseline> & OldBaseline): StoredBaseline => ({
  shapes: null,
  aria: null,
  findings: null,
  html: null,
  contentHash: null,
  carriedFrom: null,
  pass: null,
  ...stored,
});
type OldBaseline = Pick<StoredBaseline, 'picture' | 'conditions' | 'accepted' | 'run'>;

interface Row {
  readonly picture: string;
  readonly shapes: string | null;
  readonly aria: string | null;
  readonly findings: string | null;
  readonly html: string | null;
  readonly conditions: string;
  readonly accepted: 0 | 1;
  readonly run: string;
  readonly contentHash: string | null;
  readonly carriedFrom: string | null;
  readonly passedAs: string | null;
  readonly passedIn: string | null;
}

const select = `SELECT picture, shapes, aria, findings, html, conditions, accepted, run_id AS run, content_hash AS contentHash,
  carried_from AS carriedFrom, passed_as AS passedAs, passed_in AS passedIn FROM baselines`;

export function baselinesIn(database: Database): Baselines {
  const newest = database.prepare<[string], Row>(`${select} WHERE key = ? ORDER BY sequence DESC LIMIT 1`);
  const exact = database.prepare<[string, string, string], Row>(
    `${select} WHERE key = ? AND browser = ? AND platform = ?`,
  );
  const near = database.prepare<[string, string, string], Row>(
    `${select} WHERE key = ? ORDER BY accepted DESC, (browser = ? AND platform = ?) DESC, sequence DESC LIMIT 1`,
  );
  const passedBy = database.prepare<[string, string], Row>(
    `${select} WHERE key = ? AND accepted = 1 AND passed_as = ? ORDER BY sequence DESC LIMIT 1`,
  );
  const acceptedOf = database.prepare<[string], { shapes: string; width: number }>(
    `SELECT b.shapes, c.result ->> '$.case.viewport.width' AS width FROM baselines b
     JOIN runs r ON r.id = b.run_id JOIN run_cases c ON c.run_id = b.run_id AND c.key = b.key
     WHERE r.document_id = ? AND b.accepted = 1 AND b.shapes IS NOT NULL ORDER BY b.sequence`,
  );
  // Replaced, not updated: the newest of a case has the highest sequence.
  const replace = database.prepare(
    `REPLACE INTO baselines (key, browser, platform, picture, shapes, aria, findings, html, conditions, accepted, run_id, content_hash,
       carried_from, passed_as, passed_in)
     VALUES (@key, @browser, @platform, @picture, @shapes, @aria, @findings, @html, @conditions, @accepted, @run, @contentHash,
       @carriedFrom, @fingerprint, @passedIn)`,
  );
  const passed = database.prepare(
    `UPDATE baselines SET passed_as = ?, passed_in = ?
     WHERE key = ? AND browser = ? AND platform = ? AND picture = ? AND accepted = 1`,
  );
  const removeAll = database.prepare('DELETE FROM baselines WHERE key = ?');
  const removeOne = database.prepare('DELETE FROM baselines WHERE key = ? AND browser = ? AND platform = ?');
  return {
    find: (key, build) => read(build ? exact.get(key, build.browser, build.platform) : newest.get(key)),
    nearest: (key, { browser, platform }) => read(near.get(key, browser, platform)),
    passedBy: (key, fingerprint) => read(passedBy.get(key, fingerprint)),
    acceptedOf: (documentId) => acceptedOf.all(documentId),
    put: (key, { conditions, accepted, pass, ...baseline }) =>
      void replace.run({
        key,
        ...baseline,
        browser: conditions.browser,
        platform: conditions.platform,
        conditions: JSON.stringify(conditions),
        accepted: accepted ? 1 : 0,
        fingerprint: pass?.fingerprint ?? null,
        passedIn: pass?.run ?? null,
      }),
    passed: (key, { browser, platform, picture }, { fingerprint, run }) =>
      void passed.run(fingerprint, run, key, browser, platform, picture),
    remove: (key, build) => void (build ? removeOne.run(key, build.browser, build.platform) : removeAll.run(key)),
  };
}

function read(row: Row | undefined): StoredBaseline | null {
  if (!row) return null;
  const { passedAs: fingerprint, passedIn, conditions, accepted, ...baseline } = row;
  const pass = fingerprint && passedIn ? { fingerprint, run: passedIn } : null;
  return { ...baseline, conditions: JSON.parse(conditions), accepted: accepted === 1, pass };
}
