import type { BrowserPool } from './browsers/pool.ts';
import { tabSettings } from './capture/context.ts';
import { shootKept } from './capture/shoot-page.ts';
import { keptMasks } from './diff/new-masks.ts';
import { sentenceOf } from './finding.ts';
import { settingsOf } from './settings-of.ts';
import { sharedShots } from './shared-shots.ts';
import type { VisualCase } from './types/case.ts';
import type { ShotPage } from './types/page.ts';
import type { RunOptions } from './types/run.ts';
import type { Shot, ShotSettings } from './types/shot.ts';

/** How a case gets its pictures. */
export interface Camera {
  /** A fresh picture. Never rejects. */
  take(page: ShotPage, visualCase: VisualCase): Promise<Shot>;
  /**
   * The first picture of a case, which may be that of another case with the very same page. One that is equal to the
   * accepted picture is taken once. Never rejects.
   */
  first(page: ShotPage, visualCase: VisualCase, accepted: Accepted | null): Promise<Shot>;
}

/** The accepted picture of a case, and what was seen of its page where that is as it was. */
export type Accepted = Required<Pick<ShotSettings, 'accepted'>> & Pick<ShotSettings, 'known'>;

/** Pictures of the cases of a run, taken with the browsers of a pool. */
export function cameraOf(cases: readonly VisualCase[], pool: BrowserPool, options: RunOptions): Camera {
  const shared = sharedShots(options.all ? [] : cases, options.fingerprints ?? new Map());
  const take = (page: ShotPage, visualCase: VisualCase, accepted?: Accepted | null): Promise<Shot> => {
    const settings = { ...settingsOf(visualCase, options), ...accepted };
    return pool
      .use(visualCase.browser, tabSettings(page, settings), (browser) => shootKept(page, settings, browser))
      .then((shot) => comparedBy(shot, visualCase))
      .catch((problem: unknown) => ({ kind: 'error', code: 'browser/missing', message: sentenceOf(problem) }));
  };
  return {
    take: (page, visualCase) => take(page, visualCase),
    first: (page, visualCase, accepted) => shared.first(visualCase, () => take(page, visualCase, accepted)),
  };
}

/** Part of the conditions a picture is accepted under is how it was compared. */
const comparedBy = (shot: Shot, { perPixel, masks }: VisualCase): Shot =>
  shot.kind === 'error'
    ? shot
    : { ...shot, conditions: { ...shot.conditions, threshold: perPixel, ...keptMasks(masks) } };
