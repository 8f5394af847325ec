import { useEffect, useState } from 'react';
import { pictureAddress } from './picture-address.ts';
import type { Size } from './picture-zoom.ts';

/** Pixel sizes of pictures that exist, once they are loaded. */
export function usePictureSizes(hashes: readonly (string | null)[]): readonly Size[] {
  const [sizes, setSizes] = useState<Readonly<Record<string, Size>>>({});
  const wanted = hashes.filter((hash) => hash !== null).join(' ');
  useEffect(() => {
    let left = false;
    for (const hash of wanted.split(' ').filter(Boolean)) {
      const image = new Image();
      image.addEventListener('load', () => {
        const size = { width: image.naturalWidth, height: image.naturalHeight };
        if (!left) setSizes((known) => ({ ...known, [hash]: size }));
      });
      image.src = pictureAddress(hash);
    }
    return () => {
      left = true;
    };
  }, [wanted]);
  return hashes.flatMap((hash) => (hash === null ? [] : (sizes[hash] ?? [])));
}
