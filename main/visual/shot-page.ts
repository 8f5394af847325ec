import type { ShotPage, VisualCase } from '#visual';
import { findAsset } from '../engine/find-asset.ts';
import type { Sealed, ShotRequest } from '../engine/jobs.ts';
import type { ProjectEngine } from '../engine/project-engine.ts';

/** What of a case decides its page. */
export type PageOfCase = Pick<VisualCase, 'fixture' | 'theme' | 'locale' | 'scheme' | 'modifiers' | 'force' | 'form'>;

/** What the engine is asked for a case; whatever decides the page belongs here, because pages are compared by it. */
export const shotOf = (visualCase: PageOfCase): Omit<ShotRequest, 'sealed'> => {
  const { fixture, theme, locale, scheme, modifiers = {}, force, form } = visualCase;
  return { trace: true, case: { fixture, theme, locale, scheme, modifiers, force, form } };
};

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
    masks: visualCase.masks.map((mask) =>
      'node' in mask ? { selector: selectorOf(mask.node), mode: mask.mode } : mask,
    ),
    asset: (address) => findAsset(engine, address, sealed),
  };
}

/** A node, and all inside of a component where it is the instance of one. */
const selectorOf = (node: string): string => `[data-ui-node="${node}"], [data-ui-node^="${node}--"]`;
