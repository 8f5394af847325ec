import type { Tab } from '../browsers/tab.ts';
import type { ShotMask } from '../types/page.ts';
import type { UnstableCause } from '../types/shot.ts';
import { changedPlaces } from './changed-places.ts';
import { explainChange, explainSize } from './page/explain-change.ts';
import { paintMasks, type SolidMasks } from './page/paint-masks.ts';
import { type Settled, type Settling, settlePage } from './page/settle.ts';

/** A picture that came out the same again and again, or what kept changing, and where. */
export type Frames =
  | { readonly kind: 'still'; readonly png: Buffer; readonly isAccepted: boolean }
  | { readonly kind: 'moving'; readonly png: Buffer; readonly cause: UnstableCause; readonly place: string };

export type Stilling = Omit<Settling, 'isFirst' | 'left'> & {
  readonly masks: readonly ShotMask[];
  /** A picture that is equal to this one, byte for byte, is still. */
  readonly accepted: Uint8Array | null;
};

/** Equal pictures in a row that count: more where a script or a film could move between two looks. */
const enough = { plain: 2, lively: 3 } as const;

/** Takes full-page pictures until enough in a row are equal, for at most `patience` milliseconds. */
export async function takeStillPicture(tab: Tab, stilling: Stilling): Promise<Frames> {
  const { masks, accepted, ...settling } = stilling;
  const giveUpAt = performance.now() + stilling.patience;
  const solid = solidMasks(masks);
  const take = async (isFirst: boolean): Promise<{ readonly png: Buffer; readonly settled: Settled }> => {
    const left = isFirst ? settling.patience : Math.max(0, giveUpAt - performance.now());
    const settled = await tab.run(settlePage, { ...settling, left, isFirst });
    if (solid) await tab.run(paintMasks, solid);
    return { png: Buffer.from(await tab.screenshot()), settled };
  };

  let { png: previous, settled } = await take(true);
  if (settled.waiting) return { kind: 'moving', png: previous, cause: settled.waiting, place: '' };
  // What came out as somebody accepted it has had the time it needs; anything else is looked at again.
  if (accepted && previous.equals(accepted)) return { kind: 'still', png: previous, isAccepted: true };
  let equal = 1;
  let hasWaited = false;
  for (;;) {
    const next = await take(false);
    const isEqual = previous.equals(next.png);
    equal = isEqual ? equal + 1 : 1;
    hasWaited &&= isEqual;
    settled = next.settled;
    const { repeats } = settled;
    if (equal >= (settled.isLively ? enough.lively : enough.plain)) {
      if (repeats === 0 || hasWaited) return { kind: 'still', png: next.png, isAccepted: false };
      // What happens once a second looks still for most of it.
      await tab.run(waitFor, repeats * 1.2);
      hasWaited = true;
    } else if (performance.now() >= giveUpAt && !isEqual) {
      return { kind: 'moving', png: next.png, ...(await nameCause(tab, previous, next.png)) };
    }
    previous = next.png;
  }
}

/** In the page, whose timers run with it. */
function waitFor(milliseconds: number): Promise<void> {
  const watch = (globalThis as unknown as { readonly __studio: { wait(milliseconds: number): Promise<void> } })
    .__studio;
  return watch.wait(milliseconds);
}

function solidMasks(masks: readonly ShotMask[]): SolidMasks | null {
  const solid = masks.filter((mask) => mask.mode === 'solid' || 'box' in mask);
  if (solid.length === 0) return null;
  return {
    selectors: solid.flatMap((mask) => ('selector' in mask ? [mask.selector] : [])),
    boxes: solid.flatMap((mask) => ('box' in mask ? [mask.box] : [])),
  };
}

async function nameCause(
  tab: Tab,
  before: Buffer,
  after: Buffer,
): Promise<Pick<Frames & { kind: 'moving' }, 'cause' | 'place'>> {
  const dpr = await tab.run(() => devicePixelRatio, null);
  const places = await changedPlaces(before, after, dpr);
  if (!places) return { cause: await tab.run(explainSize, null), place: '' };
  const [[x, y] = [0, 0]] = places;
  return { cause: await tab.run(explainChange, places), place: ` at ${x}, ${y}` };
}
