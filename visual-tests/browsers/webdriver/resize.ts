import type { TabSettings } from '../tab.ts';
import type { Session } from './session.ts';

type Size = readonly [width: number, height: number];

/** Milliseconds a page is given to follow its window. */
const patience = 3_000;

/**
 * An exact viewport: the window is as much larger as its frame is. On a busy machine the page follows its window late,
 * and one that is measured before it does would be given a wrong size that comes in the middle of a picture. Rejects
 * where the window cannot be that small.
 */
export async function resizeTo(session: Session, { width, height }: TabSettings['viewport']): Promise<void> {
  let [wide, high] = await session.run(innerSize, null);
  for (let tries = 0; tries < 3 && (wide !== width || high !== height); tries++) {
    const rect = (await session.call('GET', '/window/rect')) as { width: number; height: number };
    const wanted = { width: rect.width + width - wide, height: rect.height + height - high };
    await session.call('POST', '/window/rect', { x: 0, y: 0, ...wanted });
    [wide, high] = await session.run(followed, { width, height, patience });
  }
  if (wide !== width || high !== height) {
    throw new Error(
      `The window of this browser cannot be ${width} × ${height}; it stays ${wide} × ${high}. Choose a larger viewport.`,
    );
  }
}

const innerSize = (): Size => [innerWidth, innerHeight];

/** In the page: its size once it is the one that is wanted, or when there was time enough for that. */
async function followed(wanted: { width: number; height: number; patience: number }): Promise<Size> {
  const end = Date.now() + wanted.patience;
  while ((innerWidth !== wanted.width || innerHeight !== wanted.height) && Date.now() < end)
    await new Promise((resolve) => setTimeout(resolve, 10));
  return [innerWidth, innerHeight];
}
