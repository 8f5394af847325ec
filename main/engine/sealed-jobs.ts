import { rootText } from '../versions/bundle-store.ts';
import type { JobName, Jobs, Sealed } from './jobs.ts';
import { engineForBundle } from './loading.ts';
import { hasErrors, show, showCase } from './show.ts';
import type { Stage } from './stage.ts';

type Job<Name extends JobName> = (request: Jobs[Name]['request']) => Jobs[Name]['answer'];

/** Engines kept for bundles: a comparison needs two, a visual run one for all of its cases. */
const kept = 3;

/** The jobs that speak of sealed texts alone, whatever the files on disk say by now. */
export function sealedJobs(): { readonly [Name in 'preview-sealed' | 'render-sealed' | 'plan']: Job<Name> } {
  const stages = new Map<string, Stage>();
  const stageOf = ({ bundle, hash }: Sealed): Stage => {
    const known = stages.get(hash);
    const stage = known ?? { engine: engineForBundle(bundle), settings: bundle.settings, manifests: bundle.manifests };
    stages.delete(hash);
    stages.set(hash, stage);
    for (const oldest of [...stages.keys()].slice(0, -kept)) stages.delete(oldest);
    return stage;
  };
  return {
    'preview-sealed': ({ sealed, options }) => show(stageOf(sealed), rootText(sealed.bundle), undefined, options),
    'render-sealed': ({ sealed, ...request }) => showCase(stageOf(sealed), rootText(sealed.bundle), request),
    plan: ({ sealed }) => {
      const stage = stageOf(sealed);
      const compiled = stage.engine.compile(rootText(sealed.bundle));
      return {
        programHash: hasErrors(compiled) ? null : (compiled.program?.hash ?? null),
        tests: compiled.tests,
        examples: compiled.document?.examples ?? [],
        settings: stage.settings,
      };
    },
  };
}
