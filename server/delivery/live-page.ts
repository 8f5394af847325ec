import {
  type Bundle,
  baseOf,
  type DialectName,
  type EngineOptions,
  engineForBundle,
  type Program,
  readsClock,
  type Tests,
} from '#engine';
import { functionsOfHost, nodeClock, nodeEnvironment, nodeTimers, pageScripts } from '#engine/node';
import type { Channel, LiveRow, ReleaseRow } from '../storage/index.ts';
import { readSheets } from '../storage/index.ts';
import type { LivePage } from './live-pages.ts';
import { pageStyles } from './page-styles.ts';

/** A stored release, ready to render. */
export function livePage(
  live: LiveRow,
  release: ReleaseRow,
  /** Routes of what else is live, for links of bundles that bring none of their own. */
  routes: Readonly<Record<string, string>>,
  dialect: DialectName,
  /** Who counts what it renders, and who answers the checks of its forms. */
  host: Pick<EngineOptions, 'tracker' | 'metrics' | 'checks'>,
): LivePage {
  const bundle = JSON.parse(release.bundle) as Bundle;
  const program = JSON.parse(release.program) as Program;
  const base = baseOf(bundle.settings);
  const styles = readSheets(release).map((sheet) => [sheet.tenant, pageStyles(sheet, base)] as const);
  const [first] = styles;
  if (!first) throw new Error(`Release ${release.hash} has no stylesheet.`);
  const byTenant = new Map(styles);
  const identity = [release.hash, program.hash, program.environment, dialect].join(' ');
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
      ...functionsOfHost(),
      ...host,
    }),
    program,
    tests: release.tests === null ? null : (JSON.parse(release.tests) as Tests),
    settings: bundle.settings,
    manifests: bundle.manifests,
    scripts: pageScripts(program, base, dialect) ?? null,
    styles: (tenant) => byTenant.get(tenant) ?? first[1],
    identity: () => (bundle.routes ? identity : `${identity} ${JSON.stringify(routes)}`),
    readsClock: readsClock(program),
    isRepeatable: Object.keys(bundle.manifests.calls?.['functions'] ?? {}).length === 0,
  };
}
