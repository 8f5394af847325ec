import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { type Ending, runCommand } from './configured.ts';
import { hasFailed, reportOf } from './finding.ts';
import { afterRelease, beforeRelease, duringRelease } from './preflight-checks.ts';
import type { AskedServer } from './running-checks.ts';

/**
 * `node server/operations/preflight.ts [--phase before|during|after] [--url URL --token-file FILE] [--backups FOLDER]
 * [--prometheus URL] [--json]`: the list to go through before, during and after a release, ticked where it can be
 * measured. 0 when nothing failed, 1 when something did. Nothing is changed, the database neither.
 */
const { values } = parseArgs({
  options: {
    phase: { type: 'string', default: 'before' },
    url: { type: 'string' },
    'token-file': { type: 'string' },
    backups: { type: 'string' },
    prometheus: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

await runCommand(async (): Promise<Ending> => {
  const { phase, url, backups, prometheus, json } = values;
  const server: AskedServer | null = url ? { url, tokenFile: values['token-file'] ?? null } : null;
  if (phase === 'during') return reportOf('While a release goes out', await duringRelease(server), json);
  if (phase === 'after') return reportOf('After a release', await afterRelease(server, prometheus ?? null), json);
  if (phase !== 'before') return { code: 2, sentence: 'The phase is "before", "during" or "after".' };
  const reading = readConfig(process.env);
  const findings =
    'problems' in reading
      ? reading.problems.map((problem) => hasFailed('configuration', problem))
      : await beforeRelease(reading.config, { server, backups: backups ?? null, prometheus: prometheus ?? null });
  return reportOf('Before a release', findings, json);
});
