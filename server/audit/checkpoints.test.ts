import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { hashJson } from '#engine';
import { secretBox } from '../accounts/secret-box.ts';
import {
  type AuditCheckpointRow,
  type AuditRow,
  appendAudit,
  checkAudit,
  listAuditCheckpoints,
  openStorage,
  verifyAudit,
} from '../storage/index.ts';
import { temporaryFolder, temporaryServer } from '../testing/temporary-server.ts';
import { checkpointSigner } from './checkpoints.ts';
import { signCheckpoints } from './keep-checkpoints.ts';

const [key, otherKey] = [randomBytes(32), randomBytes(32)];
const signer = checkpointSigner(secretBox(() => [key]));
const at = '2026-01-01T00:00:00.000Z';

/** A log as the server writes it. */
function chain(entries: number, actor = 'ada'): readonly AuditRow[] {
  const rows: AuditRow[] = [];
  for (let seq = 1; seq <= entries; seq += 1) {
    const told = { actor, action: 'release.publish', target: `page-${seq}`, outcome: 'done', reason: '' };
    const link = { seq, at, ...told, client: '::1', request_id: 'one', previous: rows.at(-1)?.hash ?? '' };
    rows.push({ ...link, hash: hashJson(link) });
  }
  return rows;
}

const rows = chain(230);
const checkpoints = [100, 200].map((seq) => signer.sign({ seq, hash: rows[seq - 1]!.hash, at }));
const verdictOf = (log: readonly AuditRow[], signed: readonly AuditCheckpointRow[] = checkpoints) =>
  checkAudit(log, signed, signer.isSigned);

/** One bit of one value of a row is another. */
function withBit<Row extends object>(row: Row, random: () => number): Row {
  const names = Object.keys(row).filter((name) => row[name as keyof Row] !== '') as (keyof Row)[];
  const name = names[random() % names.length]!;
  const value = row[name] as string | number;
  if (typeof value === 'number') return { ...row, [name]: value ^ (1 << (random() % 8)) };
  const place = random() % value.length;
  const letter = String.fromCharCode(value.charCodeAt(place) ^ (1 << (random() % 7)));
  return { ...row, [name]: `${value.slice(0, place)}${letter}${value.slice(place + 1)}` };
}

describe('checkpoints of the audit log (S11, D-10)', () => {
  it('leave a log alone that is as it was written', () => {
    expect(verdictOf(rows)).toEqual({ intact: true, entries: 230, head: rows.at(-1)!.hash, checkpoints: 2 });
    expect(verdictOf([], [])).toMatchObject({ intact: true, entries: 0 });
  });

  it('show each of 1,000 single-bit edits of entries and checkpoints', () => {
    let state = 7;
    const random = (): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7f_ff_ff_ff;
      return state >>> 8;
    };
    for (let edit = 0; edit < 1_000; edit += 1) {
      const place = random() % (rows.length + checkpoints.length);
      const log = rows.map((row, index) => (index === place ? withBit(row, random) : row));
      const signed = checkpoints.map((row, index) => (index + rows.length === place ? withBit(row, random) : row));
      expect(verdictOf(log, signed).intact, `edit ${edit} at ${place}`).toBe(false);
    }
  });

  it('show entries in another order, and ones that were taken out', () => {
    expect(verdictOf(rows.toSpliced(40, 2, rows[41]!, rows[40]!))).toMatchObject({ brokenAt: 41, how: 'changed' });
    expect(verdictOf(rows.toSpliced(210, 1))).toMatchObject({ brokenAt: 211, how: 'changed' });
  });

  it('tell a cut tail from a changed entry', () => {
    expect(verdictOf(rows.slice(0, 150))).toEqual({ intact: false, brokenAt: 151, how: 'cut' });
    expect(verdictOf([])).toEqual({ intact: false, brokenAt: 1, how: 'cut' });
  });

  it('show a log that was written anew from its beginning, every hash of it right', () => {
    expect(verdictOf(chain(230, 'eve'))).toEqual({ intact: false, brokenAt: 100, how: 'changed' });
    const forger = checkpointSigner(secretBox(() => [otherKey]));
    const forged = chain(230, 'eve');
    const signed = [100, 200].map((seq) => forger.sign({ seq, hash: forged[seq - 1]!.hash, at }));
    expect(verdictOf(forged, signed)).toEqual({ intact: false, brokenAt: 100, how: 'signature' });
  });

  it('show one of their own that is missing', () => {
    expect(verdictOf(rows, checkpoints.slice(1))).toEqual({ intact: false, brokenAt: 100, how: 'signature' });
  });
});

const event = { at, actor: 'ada', action: 'release.publish', reason: '', client: '', requestId: '' };
const log = { info: () => undefined, error: () => undefined };

const patient = { timeout: 20_000 };

describe('a server (S11)', () => {
  it('signs every hundredth entry, tells it in the log, and finds what is missing at its next start', async () => {
    const dataDir = await temporaryFolder();
    const storage = await openStorage(dataDir, null);
    for (let entry = 0; entry < 230; entry += 1)
      await appendAudit(storage.db, { ...event, outcome: 'done', target: `${entry}` });
    await storage.close();
    const first = await temporaryServer({ DATA_DIR: dataDir, SECRETS_KEY: key.toString('base64') });
    await first.close();
    await expect.poll(() => first.log(), patient).toContain('"seq":200');
    const sqlite = new SqliteDatabase(join(dataDir, 'server.db'));
    expect(sqlite.prepare('SELECT seq FROM audit_checkpoint').pluck().all()).toEqual([100, 200]);
    sqlite.exec('DROP TRIGGER audit_no_delete; DELETE FROM audit WHERE seq > 150');
    sqlite.close();
    const second = await temporaryServer({ DATA_DIR: dataDir, SECRETS_KEY: key.toString('base64') });
    await second.close();
    await expect.poll(() => second.log(), patient).toContain('entry 200 was signed: its end was cut off');
  });

  it('signs nothing that does not follow from what it signed, and signs anew with a new key', async () => {
    const storage = await openStorage(await temporaryFolder(), null);
    const { db } = storage;
    const add = async (): Promise<void> => {
      for (let entry = 0; entry < 100; entry += 1)
        await appendAudit(db, { ...event, outcome: 'done', target: `${entry}` });
    };
    const look = (...keys: Buffer[]) =>
      signCheckpoints({ db, box: secretBox(() => keys), now: () => new Date(at), log });
    await add();
    expect(await look(key)).toBeNull();
    expect(await look(otherKey)).toContain('not signed by this server');
    expect(await look(otherKey, key)).toBeNull();
    const young = checkpointSigner(secretBox(() => [otherKey]));
    expect((await listAuditCheckpoints(db)).map(young.isSigned)).toEqual([true]);
    expect(await verifyAudit(db, young.isSigned)).toMatchObject({ intact: true, checkpoints: 1 });
    expect(await verifyAudit(db, signer.isSigned)).toMatchObject({ how: 'signature', brokenAt: 100 });
    await add();
    await sql.raw('DROP TRIGGER audit_no_update').execute(db);
    await db.updateTable('audit').set({ actor: 'eve' }).where('seq', '=', 150).execute();
    expect(await look(otherKey)).toContain('changed at entry 150');
    expect(await listAuditCheckpoints(db)).toHaveLength(1);
    await storage.close();
  });
});
