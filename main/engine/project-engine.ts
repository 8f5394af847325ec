import { fail, type Reply, type Request, type Result, type WorkerStatistics } from '#contract';
import type { JobName, Jobs } from './jobs.ts';
import { newestWins } from './newest-wins.ts';
import { type EngineFailure, startWorkerHost } from './worker-host.ts';

/** How long one stage of a job may take; a 20,000-node page takes a fraction of this. */
const patience = 10_000;

/** The engine of one project, off the main thread. */
export interface ProjectEngine {
  readonly ask: <Name extends JobName>(
    job: Name,
    request: Jobs[Name]['request'],
  ) => Promise<Result<Jobs[Name]['answer'], EngineFailure>>;
  /** As the job, but a newer request for the same path replaces older ones. */
  readonly preview: (request: Request<'preview.render'>) => Promise<Reply<'preview.render'>>;
  /** How the worker fared. */
  worker(): WorkerStatistics;
  /** Ends the worker; the next job gets a new one, which goes on with what was counted. */
  restart(): void;
  close(): Promise<void>;
}

/** `place`: a project's folder, or the one file that is a project of its own. */
export function startProjectEngine(place: string): ProjectEngine {
  const host = startWorkerHost({ address: workerAddress(), setup: { place }, patience });
  const ask: ProjectEngine['ask'] = (job, request) => host.ask(job, request) as never;
  const enqueue = newestWins<Reply<'preview.render'>>(
    fail('preview/superseded', 'A newer edit of this document replaced this one.'),
  );
  return {
    ask,
    preview: (request) => enqueue(request.path, () => ask('preview', request)),
    worker: () => host.statistics(),
    restart: () => host.restart(),
    close: () => host.close(),
  };
}

/** Beside this file when Node runs the sources, beside the bundle when packaged. */
function workerAddress(): URL {
  const fromSource = import.meta.url.endsWith('.ts');
  return new URL(fromSource ? './worker.ts' : './engine-worker.js', import.meta.url);
}
