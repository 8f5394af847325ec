import { openPool } from '../browsers/drivers.ts';
import { tabSettings } from '../capture/context.ts';
import { shootKept } from '../capture/shoot-page.ts';
import type { ShotPage } from '../types/page.ts';
import type { NodeShape, Shot, ShotSettings } from '../types/shot.ts';

/** A picture with the nodes it shows. */
export interface Taken {
  readonly png: Uint8Array;
  readonly nodes: readonly NodeShape[];
}

/** A page, and what it is shot with besides what all are. */
export interface Wanted {
  readonly page: ShotPage;
  readonly settings?: Partial<ShotSettings>;
}

export const settings: ShotSettings = {
  viewport: { name: '800x600', width: 800, height: 600, dpr: 1 },
  locale: 'en-US',
  scheme: 'light',
  // A busy machine makes a page slow, not unstable.
  patience: 30_000,
};

const together = 2;

/** Fresh pictures by freshly started browsers, two pages at a time. */
export async function shootFresh(wanted: readonly Wanted[], browser: string): Promise<readonly Shot[]> {
  const pool = openPool({ size: together });
  const shots: Shot[] = [];
  const queue = wanted.entries();
  const work = async () => {
    for (const [at, { page, settings: own }] of queue) {
      const how = { ...settings, ...own };
      shots[at] = await pool.use(browser, tabSettings(page, how), (kept) => shootKept(page, how, kept));
    }
  };
  try {
    await Promise.all(Array.from({ length: together }, work));
    return shots;
  } finally {
    await pool.close();
  }
}

/** The same in Chromium, of pages that stand still. Throws when one could not be taken. */
export async function shootAll(pages: readonly ShotPage[]): Promise<readonly Taken[]> {
  const shots = await shootFresh(
    pages.map((page) => ({ page })),
    'chromium',
  );
  return shots.map((shot) => {
    if (shot.kind !== 'still') throw new Error(`A page of the benchmark could not be shot: ${shot.message}`);
    return shot;
  });
}
