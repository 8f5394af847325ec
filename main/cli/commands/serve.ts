import { existsSync } from 'node:fs';
import { projectAbove } from '#engine/node';
import { defaultDataDir } from '../../host/data-dir.ts';
import { startWebHost } from '../../host/web/start-web-host.ts';
import { type Outcome, refused } from '../outcome.ts';

/** `studio serve [FOLDER]`: the app on 127.0.0.1 for one browser, until interrupted. */
export async function serve(folder: string | undefined, port: number, json: boolean): Promise<Outcome> {
  if (folder !== undefined && !existsSync(folder)) {
    return refused({ code: 'project/not-found', message: `There is no folder "${folder}".` });
  }
  const project = folder ?? projectAbove(process.cwd());
  const host = await startWebHost({ project, dataDir: defaultDataDir(), port });
  if (port !== 0 && host.port !== port) process.stderr.write(`Port ${port} is in use; took ${host.port} instead.\n`);
  process.stderr.write('Schema Studio is ready. The address works once:\n');
  process.stdout.write(`${json ? JSON.stringify({ url: host.url }) : host.url}\n`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await host.close();
  return { exit: 0 };
}
