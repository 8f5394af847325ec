import { shootPages } from '../index.ts';
import type { NodeShape, ShotPage, ShotSettings } from '../types.ts';

/** A picture with the nodes it shows. */
export interface Taken {
  readonly png: Uint8Array;
  readonly nodes: readonly NodeShape[];
}

export const settings: ShotSettings = {
  viewport: { name: '800x600', width: 800, height: 600, dpr: 1 },
  locale: 'en-US',
  scheme: 'light',
};

/** Fresh pictures, in one browser, one after the other. Throws when one could not be taken. */
export async function shootAll(pages: readonly ShotPage[], how = settings): Promise<readonly Taken[]> {
  const shots = await shootPages(pages.map((page) => ({ page, settings: how })));
  return shots.map((shot) => {
    if (shot.kind !== 'still') throw new Error(`A page of the benchmark could not be shot: ${shot.message}`);
    return shot;
  });
}
