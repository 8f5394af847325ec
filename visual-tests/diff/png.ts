/** `[width, height]` in pixels from a PNG's header; throws a `TypeError` when the bytes are no PNG. */
export function sizeOfPng(png: Uint8Array): readonly [number, number] {
  const isPng = png.length >= 24 && signature.every((byte, at) => png[at] === byte);
  if (!isPng) throw new TypeError('These bytes are not a PNG picture.');
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  return [view.getUint32(16), view.getUint32(20)];
}

export const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
