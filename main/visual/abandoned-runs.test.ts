import { expect, it } from 'vitest';
import { runsIn } from '../store/runs.ts';
import { valueFrom } from '../testing/outcomes.ts';
import { sampleStudio } from '../testing/sample-studio.ts';
import { untold } from './stored-run.testing.ts';

const path = 'orders.page.json';

it('a run whose program is gone has broken off, also where its number came again; any other can be called off (T6)', async () => {
  const first = await sampleStudio();
  const { database } = first.studio.project()!.store;
  for (const id of ['ours', 'elsewhere', 'gone']) {
    runsIn(database).insert({
      id,
      path,
      documentId: 'acme/orders',
      contentHash: 'sha256-c',
      startedAt: 'then',
      total: 2,
      complete: true,
      ...untold,
    });
  }
  // Our parent runs as long as we do; no process has the last number.
  const runBy = database.prepare('UPDATE runs SET process = ? WHERE id = ?');
  runBy.run(process.ppid, 'elsewhere');
  runBy.run(2 ** 31 - 1, 'gone');
  await first.studio.close();

  const { studio } = await sampleStudio({ project: first.folder });
  const states = async () =>
    valueFrom(await studio.handlers['visual.runs']({ path })).map(({ id, state }) => [id, state]);
  expect(await states()).toEqual([
    ['gone', 'crashed'],
    ['elsewhere', 'running'],
    ['ours', 'crashed'],
  ]);
  expect(valueFrom(await studio.handlers['visual.cancel']({ run: 'elsewhere' })).state).toBe('cancelled');
  expect((await states())[1]).toEqual(['elsewhere', 'cancelled']);
});
