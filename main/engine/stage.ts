import type { Engine, HostManifests, ProjectSettings } from '#engine';

/** An engine with what it was made from, which rendering needs again. */
export interface Stage {
  readonly engine: Engine;
  readonly settings: ProjectSettings;
  readonly manifests: HostManifests;
}
