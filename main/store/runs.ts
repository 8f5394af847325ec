import type { Database } from 'better-sqlite3';
import type { CaseHistory, CaseResult, VisualRun } from '#contract';
import type { Conditions } from '#visual';
import { overallVerdict } from '../visual/overall-verdict.ts';
import { historyOf, type PastBaseline, type PastCase } from './case-history.ts';

export interface NewRun extends Pick<VisualRun, 'id' | 'path' | 'documentId' | 'contentHash' | 'startedAt' | 'total'> {
  /** False when only a part of the document's matrix is shot: such a run proves nothing to an approver. */
  readonly complete: boolean;
  /** Blob that lists the texts and files it shoots, and what they compile to. */
  readonly manifest: string | null;
  readonly programHash: string | null;
  /** Blob that lists the pages its steps may lead to; null where it has no steps, or was run before they were kept. */
  readonly linked: string | null;
  /** Hash of what is to be shot, and with what: an equal run goes on where this one was killed. */
  readonly planHash: string | null;
}

/** The texts a run shot, as `readBundle` takes them. */
export interface RunContent {
  readonly contentHash: string;
  readonly manifest: string | null;
  readonly programHash: string | null;
  readonly linked: string | null;
}

export interface StoredCase {
  readonly result: CaseResult;
  readonly conditions: Conditions | null;
}

export interface Runs {
  insert(run: NewRun): void;
  addCase(run: string, position: number, stored: StoredCase): void;
  replaceCase(run: string, result: CaseResult): void;
  end(run: string, state: 'finished' | 'cancelled' | 'crashed', at: string): void;
  find(id: string): VisualRun | null;
  findCase(run: string, key: string): StoredCase | null;
  /** Newest first. */
  ofPath(path: string): readonly VisualRun[];
  /** The newest run of a document, if it was to shoot the same and its program was killed meanwhile. */
  brokenOff(path: string, planHash: string): VisualRun | null;
  /** Such a run is this program's from here on. */
  goOn(run: string): void;
  /** Fingerprints by case key, as the newest run that was to shoot the same worked them out. */
  fingerprints(planHash: string): ReadonlyMap<string, string>;
  /** What a run of this content was made of: the one named where it is such a run, else the newest. */
  contentOf(contentHash: string, run?: string): RunContent | null;
  /** Cases of a document in its last runs. */
  history(path: string): readonly CaseHistory[];
  /** The newest finished run of everything a content asks for. */
  proofOf(contentHash: string): VisualRun | null;
  /** Runs whose process is gone ended with it; answers how many. */
  closeAbandoned(isAlive: (process: number) => boolean, at: string): number;
}

interface Row extends Omit<VisualRun, 'results' | 'verdict'> {}

const columns = `id, path, document_id AS documentId, content_hash AS contentHash, state, started_at AS startedAt,
  ended_at AS endedAt, total, continued FROM runs`;

/** How many runs of a document are listed. */
const listed = 50;

/** `now`: what the verdict of a run is of; a quarantine that ran out counts again. */
export function runsIn(database: Database, now: () => Date = () => new Date()): Runs {
  const insert = database.prepare(
    `INSERT INTO runs (id, path, document_id, content_hash, state, complete, process, started_at, total, manifest,
       program_hash, linked, plan_hash)
     VALUES (@id, @path, @documentId, @contentHash, 'running', @complete, @process, @startedAt, @total, @manifest,
       @programHash, @linked, @planHash)`,
  );
  const addCase = database.prepare(
    'INSERT INTO run_cases (run_id, key, position, result, conditions) VALUES (?, ?, ?, ?, ?)',
  );
  const replace = database.prepare('UPDATE run_cases SET result = ? WHERE run_id = ? AND key = ?');
  const end = database.prepare("UPDATE runs SET state = ?, ended_at = ? WHERE id = ? AND state = 'running'");
  const byId = database.prepare<[string], Row>(`SELECT ${columns} WHERE id = ?`);
  const byPath = database.prepare<[string], Row>(
    `SELECT ${columns} WHERE path = ? ORDER BY sequence DESC LIMIT ${listed}`,
  );
  const proof = database.prepare<[string], Row>(
    `SELECT ${columns} WHERE content_hash = ? AND state = 'finished' AND complete = 1 ORDER BY sequence DESC LIMIT 1`,
  );
  const cases = database.prepare<[string], { result: string }>(
    'SELECT result FROM run_cases WHERE run_id = ? ORDER BY position',
  );
  const oneCase = database.prepare<[string, string], { result: string; conditions: string | null }>(
    'SELECT result, conditions FROM run_cases WHERE run_id = ? AND key = ?',
  );
  const brokenOff = database.prepare<[string, string], Row>(
    `SELECT ${columns} WHERE sequence = (SELECT max(sequence) FROM runs WHERE path = ?) AND state = 'crashed'
     AND plan_hash = ?`,
  );
  const goOn = database.prepare(
    "UPDATE runs SET state = 'running', ended_at = NULL, process = ?, continued = continued + 1 WHERE id = ?",
  );
  const fingerprints = database.prepare<[string], { key: string; fingerprint: string | null }>(
    `SELECT key, result ->> '$.fingerprint' AS fingerprint FROM run_cases
     WHERE run_id = (SELECT id FROM runs WHERE plan_hash = ? ORDER BY sequence DESC LIMIT 1)`,
  );
  const content = database.prepare<[string, string], RunContent>(
    `SELECT content_hash AS contentHash, manifest, program_hash AS programHash, linked FROM runs
     WHERE content_hash = ? AND manifest IS NOT NULL ORDER BY (id = ?) DESC, sequence DESC LIMIT 1`,
  );
  const past = database.prepare<[string], PastCase>(
    `SELECT c.key, c.run_id AS run, c.result ->> '$.verdict' AS verdict, c.result ->> '$.decision' AS decision,
       coalesce(c.result ->> '$.skipped', 0) AS skipped, c.result ->> '$.startedAt' AS at
     FROM run_cases c JOIN (SELECT id, sequence FROM runs WHERE path = ? ORDER BY sequence DESC LIMIT ${listed}) r
       ON r.id = c.run_id ORDER BY r.sequence DESC, c.position`,
  );
  // The word that made it the baseline; one that was shot again in another build was accepted in the build before.
  const acceptedBy = (part: 'by' | 'at') => `(SELECT d.${part} FROM decisions d
    WHERE d.key = b.key AND d.decision = 'accepted' AND d.undone = 0 AND (d.run_id = b.run_id OR b.carried_from IS NOT NULL)
    ORDER BY d.sequence DESC LIMIT 1)`;
  const accepted = database.prepare<[string], PastBaseline>(
    `SELECT b.key, ${acceptedBy('by')} AS by, ${acceptedBy('at')} AS at, b.browser, b.carried_from AS carriedFrom
     FROM baselines b WHERE b.accepted = 1 AND b.key IN
       (SELECT c.key FROM run_cases c JOIN runs r ON r.id = c.run_id WHERE r.path = ?) ORDER BY b.sequence`,
  );
  const running = database.prepare<[], { id: string; process: number }>(
    "SELECT id, process FROM runs WHERE state = 'running'",
  );

  const complete = (row: Row | undefined): VisualRun | null => {
    if (!row) return null;
    const results = cases.all(row.id).map(({ result }) => readResult(result));
    return { ...row, results, verdict: overallVerdict(row.state, results, now()) };
  };
  return {
    insert: (run) => void insert.run({ ...run, complete: Number(run.complete), process: process.pid }),
    addCase: (run, position, { result, conditions }) =>
      void addCase.run(
        run,
        result.case.key,
        position,
        JSON.stringify(result),
        conditions && JSON.stringify(conditions),
      ),
    replaceCase: (run, result) => void replace.run(JSON.stringify(result), run, result.case.key),
    end: (run, state, at) => void end.run(state, at, run),
    find: (id) => complete(byId.get(id)),
    findCase: (run, key) => {
      const row = oneCase.get(run, key);
      return row
        ? { result: readResult(row.result), conditions: row.conditions ? JSON.parse(row.conditions) : null }
        : null;
    },
    ofPath: (path) => byPath.all(path).flatMap((row) => complete(row) ?? []),
    brokenOff: (path, planHash) => complete(brokenOff.get(path, planHash)),
    goOn: (run) => void goOn.run(process.pid, run),
    fingerprints: (planHash) =>
      new Map(fingerprints.all(planHash).flatMap(({ key, fingerprint }) => (fingerprint ? [[key, fingerprint]] : []))),
    contentOf: (contentHash, run = '') => content.get(contentHash, run) ?? null,
    history: (path) => historyOf(past.all(path), accepted.all(path)),
    proofOf: (contentHash) => complete(proof.get(contentHash)),
    closeAbandoned: (isAlive, at) => {
      const gone = running.all().filter(({ process }) => !isAlive(process));
      for (const { id } of gone) end.run('crashed', at, id);
      return gone.length;
    },
  };
}

/** A result as written down, also by a program that did not know all of it yet. */
const readResult = (stored: string): CaseResult => {
  const result = JSON.parse(stored);
  const { aria = null, baselineAria = null } = result;
  const heardDifferently = aria !== null && baselineAria !== null && aria !== baselineAria;
  return { ...unknownThen, heardDifferently, ...result, case: { ...usualThen, ...result.case } };
};

const usualThen = { modifiers: {}, medium: 'screen', at: null } satisfies Partial<CaseResult['case']>;

const unknownThen = {
  skipped: false,
  fingerprint: null,
  carriedFrom: null,
  shapes: null,
  aria: null,
  findings: null,
  newFindings: [],
  baselineShapes: null,
  baselineAria: null,
  html: null,
  baselineHtml: null,
  broken: [],
  excuse: null,
  totalPixels: 0,
  clusters: [],
  density: 0,
  changes: [],
  recheck: false,
} satisfies Partial<CaseResult>;
