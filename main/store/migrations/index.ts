import { workspace } from './0001-workspace.ts';
import { versions } from './0002-versions.ts';
import { visualRuns } from './0003-visual-runs.ts';
import { audit } from './0004-audit.ts';
import { shapes } from './0005-shapes.ts';
import { baselinesByBuild } from './0006-baselines-by-build.ts';
import { runsGoOn } from './0007-runs-go-on.ts';
import { excuses } from './0008-excuses.ts';
import { html } from './0009-html.ts';
import { linkedPages } from './0010-linked-pages.ts';
import type { Migration } from './migration.ts';

/** Every step, oldest first. A new file needs its line here; the test walks from each to the last. */
export const migrations: readonly Migration[] = [
  workspace,
  versions,
  visualRuns,
  audit,
  shapes,
  baselinesByBuild,
  runsGoOn,
  excuses,
  html,
  linkedPages,
];
