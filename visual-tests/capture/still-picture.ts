import sharp from 'sharp';

/**
 * A picture file that does not move: the first picture of one that does, losslessly, else the bytes as they are. So a
 * film in a GIF stands still in every browser, whatever that offers for it.
 */
export async function stillPicture(
  bytes: Uint8Array,
  type: string,
): Promise<{ readonly bytes: Uint8Array; readonly type: string }> {
  if (!mayMove(bytes, type)) return { bytes, type };
  try {
    return { bytes: await sharp(bytes, { pages: 1 }).png().toBuffer(), type: 'image/png' };
  } catch {
    return { bytes, type }; // Broken: the page shows what it shows for such a file.
  }
}

/** GIFs, and the animated kinds of WebP and PNG by the names of their chunks. */
function mayMove(bytes: Uint8Array, type: string): boolean {
  if (type === 'image/gif') return true;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 4096));
  if (type === 'image/webp') return head.includes('ANIM', 0, 'latin1');
  return (type === 'image/png' || type === 'image/apng') && head.includes('acTL', 0, 'latin1');
}
