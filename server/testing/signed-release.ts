import { generateKeyPairSync, sign } from 'node:crypto';
import {
  type ApprovalStatement,
  approvalText,
  type Bundle,
  bundleHash,
  coreVersion,
  hashText,
  type ReleaseRequest,
  releaseText,
  type SignedApproval,
} from '#engine';
import { compileBundle } from '../schemas/compile-bundle.ts';

export interface SigningPair {
  readonly id: string;
  readonly pem: string;
  /** Base64. */
  sign(text: string): string;
  approve(statement: ApprovalStatement): SignedApproval;
  publish(hash: string, channel: string): { readonly keyId: string; readonly signature: string };
}

/** A person with a real Ed25519 key. */
export function signingPair(): SigningPair {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const keyId = hashText(pem);
  const signature = (text: string): string => sign(null, Buffer.from(text), privateKey).toString('base64');
  return {
    id: keyId,
    pem,
    sign: signature,
    approve: (statement) => ({ statement, keyId, signature: signature(approvalText(statement)) }),
    publish: (hash, channel) => ({ keyId, signature: signature(releaseText(hash, channel)) }),
  };
}

export interface ReleaseOptions {
  readonly channel?: ReleaseRequest['channel'];
  readonly dryRun?: boolean;
  readonly bundle?: Partial<Bundle>;
  /** Over what an honest approver would sign. */
  readonly statement?: Partial<ApprovalStatement>;
}

/** A request in which one person approved and publishes a document, honest unless told otherwise. */
export function signedRelease(text: string, person: SigningPair, options: ReleaseOptions = {}): ReleaseRequest {
  const { id, version } = JSON.parse(text) as { id: string; version: string };
  const bundle: Bundle = {
    format: 1,
    root: id,
    documents: [{ id, version, text }],
    settings: {},
    manifests: {},
    assets: [],
    engine: coreVersion,
    ...options.bundle,
  };
  return signedReleaseOf(bundle, person, options);
}

/** The same for a bundle made elsewhere. */
export function signedReleaseOf(bundle: Bundle, person: SigningPair, options: ReleaseOptions = {}): ReleaseRequest {
  const { channel = 'production', dryRun = false } = options;
  const hash = bundleHash(bundle);
  const version = bundle.documents.find(({ id }) => id === bundle.root)?.version ?? '';
  const approval = person.approve({
    format: 1,
    verdict: 'approved',
    documentId: bundle.root,
    version,
    bundleHash: hash,
    programHash: compileBundle(bundle).program?.hash ?? hashText('nothing'),
    approvedBy: 'Ada',
    approvedAt: '2026-01-01T00:00:00Z',
    ...options.statement,
  });
  return { bundle, approval, channel, dryRun, ...person.publish(hash, channel) };
}
