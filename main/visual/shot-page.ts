import type { ShotPage, VisualCase } from '#visual';
import { findAsset } from '../engine/find-asset.ts';
import type { Sealed } from '../engine/jobs.ts';
import type { ProjectEngine } from '../engine/project-engine.ts';

/** The page of a case, from the sealed texts alone: files on disk may change meanwhile. Rejects with a sentence. */
export async function shotPage(
  engine: ProjectEngine,
  sealed: Sealed,
  {
    fixture,
    theme,
    locale,
    scheme,
    force,
    form,
    masks,
  }: Omit<VisualCase, 'key' | 'name' | 'viewport' | 'browser' | 'allowedRatio' | 'unmet'>,
): Promise<ShotPage> {
  const page = await engine.ask('render-sealed', {
    sealed,
    trace: true,
    case: { fixture, theme, locale, scheme, force, form },
  });
  if (!page.ok) throw new Error(page.failure.message);
  if ('problem' in page.value) throw new Error(page.value.problem);
  return {
    ...page.value.page,
    masks: masks.map((node) => ({ selector: `[data-ui-node="${node}"], [data-ui-node^="${node}--"]`, mode: 'solid' })),
    asset: (address) => findAsset(engine, address, sealed),
  };
}
