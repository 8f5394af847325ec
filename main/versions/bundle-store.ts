import { type Bundle, type BundleDocument, bundleHash, canonical } from '#engine';
import { type Blobs, DamagedBlob } from '../store/blobs.ts';

/** A bundle whose texts and files are named by hash instead of written out; versions share what did not change. */
interface Manifest extends Omit<Bundle, 'documents' | 'assets'> {
  readonly documents: readonly BundleDocument[];
  readonly assets: readonly { readonly path: string; readonly hash: string }[];
}

/** Stores every part of a bundle once; answers the name of its manifest. */
export function storeBundle(blobs: Blobs, { documents, assets, ...rest }: Bundle): string {
  const manifest: Manifest = {
    ...rest,
    documents: documents.map((document) => withTexts(document, (text) => blobs.put(Buffer.from(text)))),
    assets: assets.map(({ path, base64 }) => ({ path, hash: blobs.put(Buffer.from(base64, 'base64')) })),
  };
  return blobs.put(Buffer.from(canonical(manifest)));
}

/** The very bundle that was stored under `hash`. Throws `DamagedBlob` when any part of it is gone or changed. */
export function readBundle(blobs: Blobs, manifestHash: string, hash: string): Bundle {
  const part = (name: string) => {
    const bytes = blobs.get(name);
    if (!bytes) throw new DamagedBlob(name);
    return bytes;
  };
  const { documents, assets, ...rest }: Manifest = JSON.parse(part(manifestHash).toString());
  const bundle: Bundle = {
    ...rest,
    documents: documents.map((document) => withTexts(document, (text) => part(text).toString())),
    assets: assets.map((asset) => ({ ...asset, base64: part(asset.hash).toString('base64') })),
  };
  if (bundleHash(bundle) !== hash) throw new DamagedBlob(hash);
  return bundle;
}

const withTexts = ({ tests, ...document }: BundleDocument, change: (text: string) => string): BundleDocument => ({
  ...document,
  text: change(document.text),
  ...(tests !== undefined && { tests: change(tests) }),
});

/** The versioned document's own text. */
export const rootText = (bundle: Bundle): string => bundle.documents.find(({ id }) => id === bundle.root)?.text ?? '';
