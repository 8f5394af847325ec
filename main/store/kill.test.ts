import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/folders.ts';
import { valueFrom } from '../testing/outcomes.ts';
import { writeWhole } from '../workspace/write-file.ts';
import { isSound } from './backup.ts';
import { journalIn } from './journal.ts';
import { openStore } from './open-store.ts';
import { versionsIn } from './versions.ts';

const program = join(import.meta.dirname, '..', 'testing', 'save-forever.ts');

/** Lets the program save until it said `rounds` more numbers, then kills it without warning. Answers the last one. */
function saveAndKill(folder: string, from: number, rounds: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, folder, String(from)], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    let complaint = '';
    child.stderr.on('data', (chunk) => (complaint += chunk));
    child.stdout.on('data', (chunk) => {
      said += chunk;
      if (said.split('\n').length > rounds) child.kill('SIGKILL');
    });
    child.on('close', () => {
      const last = said.split('\n').at(-2);
      if (last === undefined) reject(new Error(complaint));
      else resolve(Number(last));
    });
  });
}

describe('a program that is killed while it saves (A6)', () => {
  it('has stored everything it acknowledged, and leaves no torn file', { timeout: 60_000 }, async () => {
    const folder = temporaryFolder();
    let from = 0;
    for (const rounds of [1, 3, 2, 7, 5, 4]) {
      const acknowledged = await saveAndKill(folder, from, rounds);
      const store = valueFrom(openStore(folder));
      expect(isSound(store.database)).toBe(true);

      const file = JSON.parse(readFileSync(join(folder, 'saved.page.json'), 'utf8'));
      const draft = JSON.parse(journalIn(store.database).read('draft.page.json')?.text ?? '');
      for (const { round, filler } of [file, draft]) {
        expect(round).toBeGreaterThanOrEqual(acknowledged);
        expect(new Set(filler)).toEqual(new Set([round]));
      }
      const stored = versionsIn(store.database)
        .ofPath('saved.page.json')
        .map(({ message }) => message);
      for (let round = 0; round <= acknowledged; round += 1) expect(stored).toContain(`round ${round}`);
      from = stored.length;
      store.close();
    }
    valueFrom(writeWhole(join(folder, 'saved.page.json'), '{}'));
    expect(readdirSync(folder).sort()).toEqual(['.studio', 'saved.page.json']);
  });
});
