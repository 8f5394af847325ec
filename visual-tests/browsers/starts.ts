import { openPool } from './drivers.ts';
import type { TabSettings } from './tab.ts';

const plain: TabSettings = {
  viewport: { width: 800, height: 600, dpr: 1 },
  locale: 'en-US',
  timeZone: 'UTC',
  scheme: 'light',
  media: { print: false, forcedColors: false, reducedMotion: true },
};

/** Starts browsers one after the other and shows a page in each: with null, or a sentence on what went wrong. */
export async function browsersThatStart(
  names: readonly string[],
): Promise<readonly { readonly name: string; readonly problem: string | null }[]> {
  const pool = openPool({ size: 1 });
  const answers = [];
  try {
    for (const name of names) {
      const problem = await pool
        .use(name, plain, async (kept) => {
          const tab = await (await kept.get(plain)).open(plain, { answer: async () => page });
          await tab.go('/', 20_000);
          const png = await tab.screenshot();
          await tab.close();
          await kept.drop();
          return png.length > 0 ? null : 'It takes no pictures.';
        })
        .catch((problem: Error) => problem.message);
      answers.push({ name, problem });
    }
  } finally {
    await pool.close();
  }
  return answers;
}

const page = { headers: { 'content-type': 'text/html' }, body: '<!doctype html><title>It starts</title>' };
