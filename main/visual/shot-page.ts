import type { ShotPage, VisualCase } from '#visual';
import { findAsset } from '../engine/find-asset.ts';
import type { Sealed, ShotRequest } from '../engine/jobs.ts';
import type { ProjectEngine } from '../engine/project-engine.ts';

/** What of a case decides its page. */
export type PageOfCase = Pick<VisualCase, 'fixture' | 'theme' | 'locale' | 'scheme' | 'force' | 'form'>;

/** What the engine is asked for a case; whatever decides the page belongs here, because pages are compared by it. */
export const shotOf = ({ fixture, theme, locale, scheme, force, form }: PageOfCase): Omit<ShotRequest, 'sealed'> => ({
  trace: true,
  case: { fixture, theme, locale, scheme, force, form },
});

/** The page of a case, from the sealed texts alone: files on disk may change meanwhile. Rejects with a sentence. */
export async function shotPage(
  engine: ProjectEngine,
  sealed: Sealed,
  visualCase: PageOfCase & Pick<VisualCase, 'masks'>,
): Promise<ShotPage> {
  const page = await engine.ask('render-sealed', { sealed, ...shotOf(visualCase) });
  if (!page.ok) throw new Error(page.failure.message);
  if ('problem' in page.value) throw new Error(page.value.problem);
  return {
    ...page.value.page,
    masks: visualCase.masks.map((node) => ({
      selector: `[data-ui-node="${node}"], [data-ui-node^="${node}--"]`,
      mode: 'solid',
    })),
    asset: (address) => findAsset(engine, address, sealed),
  };
}
