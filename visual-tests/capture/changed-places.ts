import sharp from 'sharp';
import type { Places } from './page/explain-change.ts';

/** Places looked at: enough to meet what moves, and not only what it has moved away from. */
const looked = 9;

/** Some changed pixels between two pictures, in CSS pixels, the first one first; null when their sizes differ. */
export async function changedPlaces(before: Uint8Array, after: Uint8Array, dpr: number): Promise<Places | null> {
  const [a, b] = await Promise.all(
    [before, after].map((png) => sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true })),
  );
  if (!a || !b || a.info.width !== b.info.width || a.info.height !== b.info.height) return null;
  const changed: number[] = [];
  const [old, young] = [a, b].map(({ data }) => new Uint32Array(data.buffer, data.byteOffset, data.byteLength / 4));
  for (let at = 0; at < young!.length; at++) if (old![at] !== young![at]) changed.push(at);
  const step = Math.max(1, Math.floor(changed.length / looked));
  return changed
    .filter((_, index) => index % step === 0)
    .map((at) => [Math.floor((at % b.info.width) / dpr), Math.floor(at / b.info.width / dpr)] as const);
}
