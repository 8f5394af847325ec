import { engineForBundle, hashText, type StageMarks } from '#engine';
import { type AssetFiles, assetsInMemory, functionsOfHost, nodeClock, nodeEnvironment } from '#engine/node';
import { rootText } from '../versions/bundle-store.ts';
import type { Job, Sealed } from './jobs.ts';
import { hasErrors, show, showCase } from './show.ts';
import type { Stage } from './stage.ts';

/** In a browser whose owner has set nothing else, as those of visual tests. */
const pixelsPerRem = 16;

/** Engines kept for bundles: a comparison needs two, a visual run one for all of its cases. */
const kept = 3;

/** The jobs that speak of sealed texts alone, whatever the files on disk say by now. */
export function sealedJobs(marks: StageMarks): {
  readonly [Name in
    | 'preview-sealed'
    | 'render-sealed'
    | 'hash-sealed'
    | 'plan'
    | 'breakpoints'
    | 'asset-sealed']: Job<Name>;
} {
  const stages = new Map<string, SealedStage>();
  const stageOf = (sealed: Sealed): SealedStage => {
    const stage = stages.get(sealed.hash) ?? openSealed(sealed, marks);
    stages.delete(sealed.hash);
    stages.set(sealed.hash, stage);
    for (const oldest of [...stages.keys()].slice(0, -kept)) stages.delete(oldest);
    return stage;
  };
  return {
    'preview-sealed': ({ sealed, options }) => show(stageOf(sealed), rootText(sealed.bundle), undefined, options),
    'render-sealed': ({ sealed, ...request }) => showCase(stageOf(sealed), rootText(sealed.bundle), request),
    'hash-sealed': ({ sealed, shots }) => {
      const stage = stageOf(sealed);
      return shots.map((shot) => {
        const shown = showCase(stage, rootText(sealed.bundle), shot);
        return 'page' in shown ? hashText(JSON.stringify(shown.page)) : null;
      });
    },
    'asset-sealed': ({ sealed, hash, name }) => stageOf(sealed).assets.at(hash, name),
    plan: ({ sealed }) => {
      const { engine, settings } = stageOf(sealed);
      const compiled = engine.compile(rootText(sealed.bundle));
      return {
        programHash: hasErrors(compiled) ? null : (compiled.program?.hash ?? null),
        tests: compiled.tests,
        examples: compiled.document?.examples ?? [],
        settings,
      };
    },
    breakpoints: ({ sealed }) => {
      const { engine, settings } = stageOf(sealed);
      const { program } = engine.compile(rootText(sealed.bundle));
      const breakpoints: Readonly<Record<string, string>> = program
        ? engine.styles(program, settings.theme ?? 'core/theme').breakpoints
        : {};
      return Object.fromEntries(
        Object.entries(breakpoints).map(([name, width]) => [
          name,
          Number.parseFloat(width) * (width.endsWith('rem') ? pixelsPerRem : 1),
        ]),
      );
    },
  };
}

interface SealedStage extends Stage {
  readonly assets: AssetFiles;
}

const openSealed = ({ bundle }: Sealed, marks: StageMarks): SealedStage => ({
  engine: engineForBundle(bundle, { clock: nodeClock, environment: nodeEnvironment(), ...functionsOfHost(), marks }),
  settings: bundle.settings,
  manifests: bundle.manifests,
  assets: assetsInMemory(bundle.assets),
});
