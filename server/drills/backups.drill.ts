import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../testing/temporary-server.ts';
import type { Drill } from './drill.ts';
import { operator } from './operator.ts';
import { adminHeaders, approver, serverProcess, shared } from './server-process.ts';
import { greetingAt, publishVersion } from './versions.ts';
import { hold, withEnds } from './with-ends.ts';

/** What is backed up while the server runs comes back the same, in an empty folder, twenty times. */
export const drill: Drill = {
  name: 'backups',
  rows: ['P10'],
  run: (report) =>
    withEnds(async (atEnd) => {
      const common = shared();
      const server = await serverProcess(common, atEnd);
      const headers = adminHeaders(common);
      const person = await approver(server.url, headers);
      for (let round = 1; round <= 20; round += 1) {
        await publishVersion(server.url, headers, person, round);
        const folder = await temporaryFolder(atEnd);
        const made = await operator('backup', [folder], { ...common, DATA_DIR: server.dataDir });
        hold(made.code === 0, `No backup: ${made.words}`);
        const [file = ''] = readdirSync(folder);
        const DATA_DIR = await temporaryFolder(atEnd);
        const restored = await operator('restore', [join(folder, file)], { ...common, DATA_DIR });
        hold(restored.code === 0, `Not restored: ${restored.words}`);
        const [before, after] = [made.words, restored.words].map((words) => /sha256-[\w-]+/.exec(words)?.[0]);
        hold(before !== undefined && before === after, `Backed up ${before}, restored ${after}.`);
        if (round % 5 !== 0) continue;
        const again = await serverProcess({ ...common, DATA_DIR }, atEnd);
        hold(
          (await greetingAt(again.url)) === (await greetingAt(server.url)),
          'The restored server shows another page.',
        );
        await again.stop('SIGTERM');
      }
      report('20 backups restored into empty folders, the same hash each; 4 of them served the same page');
    }),
};
