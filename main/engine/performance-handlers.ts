import { type Handlers, ok } from '#contract';
import type { Context } from '../context.ts';
import type { InProject } from '../in-project.ts';
import type { OpenProject } from '../workspace/open-project.ts';

type PerformanceHandlers = Pick<Handlers, 'engine.performance' | 'engine.record' | 'engine.restart'>;

export function performanceHandlers(context: Context, inProject: InProject): PerformanceHandlers {
  const look = async ({ engine: worker }: OpenProject) => {
    const counted = await worker.ask('statistics', null);
    if (!counted.ok) return counted;
    const { memory, ...engine } = counted.value;
    return ok({ at: context.now().toISOString(), engine, memory, worker: worker.worker() });
  };
  return {
    'engine.performance': inProject<'engine.performance'>(look),
    'engine.record': inProject<'engine.record'>(async ({ engine: worker }, request) => {
      const looked = await worker.ask('record', request);
      if (!looked.ok) return looked;
      const { original: _, lastAccess, ...record } = looked.value;
      return ok({ ...record, lastAccess: new Date(lastAccess).toISOString() });
    }),
    'engine.restart': inProject<'engine.restart'>((project) => {
      project.engine.restart();
      return look(project);
    }),
  };
}
