import {
  type Bundle,
  baseOf,
  type DialectName,
  type EngineOptions,
  engineForBundle,
  type Program,
  type Tests,
} from '#engine';
import { nodeClock, nodeEnvironment, nodeTimers, pageScripts } from '#engine/node';
import type { Channel, LiveRow, ReleaseRow } from '../storage/index.ts';
import type { LivePage } from './live-pages.ts';

/** A stored release, ready to render. `program` replaces the stored one when the engine has moved on since. */
export function livePage(
  live: LiveRow,
  release: ReleaseRow,
  /** Routes of what else is live, for links of bundles that bring none of their own. */
  routes: Readonly<Record<string, string>>,
  dialect: DialectName,
  /** Who counts what it renders. */
  watch: Pick<EngineOptions, 'tracker' | 'metrics'>,
  program?: Program,
): LivePage {
  const bundle = JSON.parse(release.bundle) as Bundle;
  const used = program ?? (JSON.parse(release.program) as Program);
  return {
    channel: live.channel as Channel,
    documentId: live.document_id,
    version: release.version,
    releaseHash: release.hash,
    route: live.route,
    publishedAt: live.published_at,
    dialect,
    engine: engineForBundle(bundle, {
      routes: bundle.routes ?? routes,
      environment: nodeEnvironment(),
      dialect,
      clock: nodeClock,
      timers: nodeTimers,
      ...watch,
    }),
    program: used,
    tests: release.tests === null ? null : (JSON.parse(release.tests) as Tests),
    settings: bundle.settings,
    manifests: bundle.manifests,
    scripts: pageScripts(used, baseOf(bundle.settings), dialect) ?? null,
    stylesheets: [`${baseOf(bundle.settings)}_ui/${release.stylesheet}`],
  };
}
