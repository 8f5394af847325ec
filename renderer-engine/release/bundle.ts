import { canonical, hashJson } from '../document/canonical.ts';
import type { HostManifests, ProjectSettings } from '../engine.ts';

/**
 * Everything a page is made of, as exact texts: what a version stores, what an approval binds to, what is published.
 * Main makes it, the server recompiles it; both name it by `bundleHash`.
 */
export interface Bundle {
  readonly format: 1;
  /** Id of the document that is versioned. */
  readonly root: string;
  /** The document, its bases, components, libraries and themes; sorted by id. `core/*` is not included. */
  readonly documents: readonly BundleDocument[];
  /** `studio.json`, as far as rendering reads it. */
  readonly settings: ProjectSettings;
  readonly manifests: HostManifests;
  /** Project files named by `asset:` in the documents, sorted by path; core's own assets are not included. */
  readonly assets: readonly BundleAsset[];
  /** Page id → route of the pages that `documents` name, so that links are the same wherever the page is shown. */
  readonly routes?: Readonly<Record<string, string>>;
  /** `core` version all of it was compiled with. */
  readonly engine: string;
}

export interface BundleAsset {
  /** As in `asset:path`. */
  readonly path: string;
  /** `sha256-…` of the bytes. */
  readonly hash: string;
  readonly base64: string;
}

export interface BundleDocument {
  readonly id: string;
  readonly version: string;
  readonly text: string;
  /** The text of its sidecar: tests that stand beside it. Only of the document that is versioned. */
  readonly tests?: string;
}

/** A person's word on a hash. Signed with Ed25519 over its canonical form. */
export interface ApprovalStatement {
  readonly format: 1;
  readonly verdict: 'approved';
  readonly documentId: string;
  readonly version: string;
  readonly bundleHash: string;
  /** `Program.hash` the approver's engine compiled. */
  readonly programHash: string;
  readonly approvedBy: string;
  /** RFC 3339. */
  readonly approvedAt: string;
  /** Cases of its visual test that did not count: who excused each, until when and why. Not there without any. */
  readonly excuses?: readonly string[];
}

export interface SignedApproval {
  readonly statement: ApprovalStatement;
  /** sha256 (as `hashText`) of the public key in SPKI PEM. */
  readonly keyId: string;
  /** Base64 of the Ed25519 signature over `approvalText(statement)`. */
  readonly signature: string;
}

/** Body of `POST /api/v1/releases`. */
export interface ReleaseRequest {
  readonly bundle: Bundle;
  readonly approval: SignedApproval;
  readonly channel: 'staging' | 'production';
  readonly dryRun: boolean;
  /** False: the version is only stored, to be rolled out or made live later. */
  readonly live?: boolean;
  /** Publisher's Ed25519 signature (base64) over `releaseText`, by a registered key. */
  readonly keyId: string;
  readonly signature: string;
}

/** Names a bundle; equal hash means nothing to do. */
export const bundleHash = (bundle: Bundle): string => hashJson(bundle);

/** The bytes an approver signs. */
export const approvalText = (statement: ApprovalStatement): string => canonical(statement);

/** The bytes somebody signs with a key to show that it is theirs, by the id a server knows them by. */
export const keyProofText = (personId: string, keyId: string): string =>
  canonical({ action: 'register-key', format: 1, keyId, person: personId });

/** The bytes a publisher signs: which bundle goes to which channel. */
export const releaseText = (hash: string, channel: string): string =>
  canonical({ action: 'publish', bundleHash: hash, channel, format: 1 });
