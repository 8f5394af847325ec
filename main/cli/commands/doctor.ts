import { existsSync } from 'node:fs';
import { loadProject } from '#engine/node';
import { type BrowserFound, findBrowsers } from '#visual';
import { auditIn } from '../../audit/audit-log.ts';
import { restoreBackup } from '../../store/backup.ts';
import { blobsIn } from '../../store/blobs.ts';
import { databaseFile } from '../../store/places.ts';
import { versionsIn } from '../../store/versions.ts';
import { readBundle } from '../../versions/bundle-store.ts';
import type { OpenProject } from '../../workspace/open-project.ts';
import { type CompiledAll, compileAll, type PathAndText } from '../compile-all.ts';
import { type Outcome, refused } from '../outcome.ts';
import { projectHere, type Session, withProject } from '../with-project.ts';
import { registryWords } from './registry-words.ts';
import { statisticsWords } from './statistics-words.ts';

interface Check {
  readonly name: string;
  readonly fine: boolean;
  readonly words: string;
}

/** `studio doctor`: is everything in place, and is everything stored still what it was? */
export async function doctor({ restore }: { readonly restore: boolean }): Promise<Outcome> {
  const here = projectHere();
  if (!here.ok) return refused(here.failure);
  if (restore) return restored(here.value);
  return withProject(here.value, 'storing', async (session) => {
    const documents = readDocuments(session.project.folder);
    const compiled = await compileAll(documents, {
      place: session.project.folder,
      count: Math.min(2, documents.length || 1),
    });
    const browsers = await findBrowsers();
    const checks = [
      documentCheck(compiled, documents.length),
      browser(browsers),
      database(session.project),
      history(session.project),
      log(session.project),
      await server(session),
    ];
    const looked = await session.project.engine.ask('registry', { milliseconds: null });
    if (!looked.ok) return refused(looked.failure);
    const { status: registry } = looked.value;
    const counted = await session.project.engine.ask('statistics', null);
    if (!counted.ok) return refused(counted.failure);
    const { pipeline, programs, memory, tracker } = counted.value;
    return {
      exit: checks.every(({ fine }) => fine) && registry.health.state !== 'unhealthy' ? 0 : 1,
      data: {
        checks,
        browsers,
        registry,
        statistics: counted.value,
        pool: compiled.pool,
        worker: session.project.engine.worker(),
      },
      words: [
        ...checks.map(({ name, fine, words }) => `${fine ? 'fine' : 'look'}  ${name}: ${words}`),
        ...browsers.map(browserLine),
        ...registryWords(registry),
        ...statisticsWords({ pipeline, programs, memory, tracker }),
        poolLine(compiled.pool),
      ],
    };
  });
}

function restored(folder: string): Outcome {
  if (!existsSync(databaseFile(folder))) return { exit: 0, words: ['There is no database to restore.'] };
  const backup = restoreBackup(folder, String(Date.now()));
  return backup
    ? { exit: 0, data: { backup }, words: [`Went back to ${backup}. The damaged files stay beside it.`] }
    : refused({
        code: 'project/unreadable',
        message:
          'There is no sound backup. Move .studio/studio.db away to begin a new history; your documents are safe.',
      });
}

/** The documents of the project that can be compiled, as they lie there. */
const readDocuments = (folder: string): readonly PathAndText[] =>
  (loadProject(folder)?.documents.all ?? [])
    .filter(({ path, vendored }) => !vendored && /\.(page|layout|component)\.json$/.test(path))
    .map(({ path, text }) => ({ path, text }));

function documentCheck({ wrong }: CompiledAll, count: number): Check {
  const [first] = wrong;
  const words = first
    ? `${wrong.length} of ${count} do not compile; ${first.path}: ${first.problem}`
    : `${count} compile`;
  return { name: 'documents', fine: wrong.length === 0, words };
}

const poolLine = ({ threads, done, mean, longest, queued }: CompiledAll['pool']): string =>
  `      batch: ${done} documents on ${threads} threads, ${mean.toFixed(1)} ms each, ${longest.toFixed(1)} ms at most, ${queued} waiting`;

/** One browser is enough to work with; which others there are stands below. */
function browser(browsers: readonly BrowserFound[]): Check {
  const usable = browsers.find(({ found }) => found);
  return { name: 'browser', fine: usable !== undefined, words: usable?.build ?? browsers[0]?.advice ?? 'none' };
}

const browserLine = ({ name, build, executable, advice }: BrowserFound): string =>
  `      ${name.padEnd(8)} ${build === null ? advice : [build, executable].filter(Boolean).join(', ')}`;

const database = ({ store }: OpenProject): Check => ({
  name: 'database',
  fine: store.readOnly === null,
  words: store.readOnly ?? 'sound and writable',
});

function history({ store }: OpenProject): Check {
  const versions = versionsIn(store.database);
  const all = versions.startingWith('');
  const damaged = all.filter(({ hash }) => {
    try {
      readBundle(blobsIn(store.database), versions.manifestOf(hash) ?? '', hash);
      return false;
    } catch {
      return true;
    }
  });
  const words =
    damaged.length > 0
      ? `changed outside of Schema Studio: ${damaged.map(({ hash }) => hash).join(', ')}`
      : `${all.length} whole`;
  return { name: 'versions', fine: damaged.length === 0, words };
}

function log({ store }: OpenProject): Check {
  const broken = auditIn(store.database).firstBroken();
  const words = broken === null ? 'whole' : `entry ${broken} was changed or is missing`;
  return { name: 'audit log', fine: broken === null, words };
}

async function server({ studio }: Session): Promise<Check> {
  const status = await studio.handlers['server.status']({});
  if (!status.ok)
    return { name: 'server', fine: status.failure.code === 'release/not-configured', words: status.failure.message };
  return {
    name: 'server',
    fine: status.value.problem === null,
    words: status.value.problem ?? `${status.value.url}, ${status.value.live.length} live`,
  };
}
