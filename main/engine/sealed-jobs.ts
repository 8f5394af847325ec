import { engineForBundle, hashText, type StageMarks } from '#engine';
import { type AssetFiles, assetsInMemory, functionsOfHost, nodeClock, nodeEnvironment } from '#engine/node';
import { rootText } from '../versions/bundle-store.ts';
import type { Job, Sealed } from './jobs.ts';
import { hasErrors, show, showCase } from './show.ts';
import type { Stage } from './stage.ts';
import { answerVisit } from './visit/visit.ts';
import { type VisitedPage, visitedPage } from './visit/visited-page.ts';

/** In a browser whose owner has set nothing else, as those of visual tests. */
const pixelsPerRem = 16;

/** Engines kept for bundles: a comparison needs two, a visual run one for all of its cases. */
const kept = 3;

/** The jobs that speak of sealed texts alone, whatever the files on disk say by now. */
export function sealedJobs(marks: StageMarks): {
  readonly [Name in
    | 'preview-sealed'
    | 'render-sealed'
    | 'visit'
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
    visit: ({ sealed, case: wanted, asked, isStart }) => {
      const page = visitedPage(stageOf(sealed), rootText(sealed.bundle), wanted, isStart);
      if (!page) throw new Error(`${sealed.bundle.root} was sealed without errors and has some now.`);
      return answerVisit(page, asked);
    },
    'hash-sealed': ({ sealed, shots }) => {
      const stage = stageOf(sealed);
      return shots.map((shot) => {
        const text = rootText(sealed.bundle);
        const shown = showCase(stage, text, shot);
        if (!('page' in shown)) return null;
        const world = shot.case.visited ? worldOf(visitedPage(stage, text, shot.case, true)) : null;
        return hashText(JSON.stringify(world ? [shown.page, world] : shown.page));
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

/** What all answers to a visitor follow from besides the page itself. */
const worldOf = (page: VisitedPage | null) =>
  page && [page.program.hash, page.input, page.calls, page.stage.manifests.calls ?? null];

interface SealedStage extends Stage {
  readonly assets: AssetFiles;
}

/** No host answers checks of forms in a test, so its schema and rules alone decide what a form may hold. */
const checksThatHold = ({ calls }: Sealed['bundle']['manifests']) =>
  Object.fromEntries(Object.keys(calls?.['checks'] ?? {}).map((name) => [name, () => true]));

const openSealed = ({ bundle }: Sealed, marks: StageMarks): SealedStage => ({
  engine: engineForBundle(bundle, {
    clock: nodeClock,
    environment: nodeEnvironment(),
    ...functionsOfHost(),
    checks: checksThatHold(bundle.manifests),
    marks,
  }),
  settings: bundle.settings,
  manifests: bundle.manifests,
  assets: assetsInMemory(bundle.assets),
});
