import type { RegistryFile } from '../registered-file.ts';

/** What a package says about itself, known before it is loaded. */
export interface PackageManifest {
  /** Unique among the packages of a project, like a document id: `acme/charts`. */
  readonly name: string;
  readonly version: string;
  /** Ids of the documents it brings. */
  readonly provides: readonly string[];
  /** Names of packages that are often used together with it. */
  readonly related: readonly string[];
}

/** A package in memory. */
export interface ComponentPackage {
  readonly manifest: PackageManifest;
  readonly documents: readonly RegistryFile[];
}

/** Port: reads packages from wherever the host keeps them. */
export interface PackageLoader {
  /** Every package there is. */
  readonly index: () => readonly PackageManifest[];
  /** Rejects with a sentence for people when it cannot be read. */
  readonly load: (name: string) => Promise<ComponentPackage>;
}
