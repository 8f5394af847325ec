import { type Handlers, ok } from '#contract';
import type { InProject } from '../in-project.ts';

export const registryHandlers = (inProject: InProject): Pick<Handlers, 'registry.status'> => ({
  'registry.status': inProject<'registry.status'>(async ({ engine }) => {
    const looked = await engine.ask('registry', { milliseconds: 0 });
    return looked.ok ? ok(looked.value.status) : looked;
  }),
});
