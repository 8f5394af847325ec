import { runtimeFiles } from '#engine/node';
import type { ShotPage, VisualCase } from '#visual';
import { findAsset } from '../engine/find-asset.ts';
import type { LinkedPage, Sealed, ServedAsset, ShotRequest } from '../engine/jobs.ts';
import type { ProjectEngine } from '../engine/project-engine.ts';
import { visitsOf } from './visits.ts';

/** What of a case decides its page. */
export type PageOfCase = Pick<
  VisualCase,
  'fixture' | 'theme' | 'locale' | 'scheme' | 'modifiers' | 'force' | 'form' | 'steps' | 'expect'
>;

/** Somebody does something there, or expects something: its scripts run, and what it asks for is answered. */
export const isVisited = ({ steps = [], expect = [] }: Pick<VisualCase, 'steps' | 'expect'>): boolean =>
  steps.length > 0 || expect.length > 0;

/** How many links a visitor may follow at most; a page may also lead on by itself. */
export const mostLinks = (visited: Pick<VisualCase, 'steps' | 'expect'>): number =>
  isVisited(visited)
    ? 1 + (visited.steps ?? []).filter(({ do: what }) => what === 'click' || what === 'press').length
    : 0;

/** What the engine is asked for a case; whatever decides the page belongs here, because pages are compared by it. */
export const shotOf = (visualCase: PageOfCase): Omit<ShotRequest, 'sealed'> => {
  const { fixture, theme, locale, scheme, modifiers = {}, force, form } = visualCase;
  const visited = isVisited(visualCase) ? { visited: true } : {};
  return { trace: true, case: { fixture, theme, locale, scheme, modifiers, force, form, ...visited } };
};

/** The page of a case, from the sealed texts alone: files on disk may change meanwhile. Rejects with a sentence. */
export async function shotPage(
  engine: ProjectEngine,
  sealed: Sealed,
  visualCase: PageOfCase & Pick<VisualCase, 'masks'>,
  /** Pages that steps may lead to. */
  linked: readonly LinkedPage[] = [],
): Promise<ShotPage> {
  const shot = shotOf(visualCase);
  const rendered = await engine.ask('render-sealed', { sealed, ...shot });
  if (!rendered.ok) throw new Error(rendered.failure.message);
  if ('problem' in rendered.value) throw new Error(rendered.value.problem);
  const { address, ...page } = rendered.value.page;
  return {
    ...page,
    ...(address !== undefined && { visit: visitsOf(engine, sealed, linked, shot, address) }),
    masks: visualCase.masks.map((mask) =>
      'node' in mask ? { selector: selectorOf(mask.node), mode: mask.mode } : mask,
    ),
    asset: async (address) => findScript(address) ?? findAsset(engine, address, sealed),
  };
}

/** A script of the engine; visited pages load them. */
function findScript(address: string): ServedAsset | null {
  const file = [...runtimeFiles().values()].find((one) => address.endsWith(`/_ui/${one.address}`));
  return file ? { bytes: file.bytes, type: 'text/javascript; charset=utf-8' } : null;
}

/** A node, and all inside of a component where it is the instance of one. */
const selectorOf = (node: string): string => `[data-ui-node="${node}"], [data-ui-node^="${node}--"]`;
