import sharp from 'sharp';
import type { Session } from './session.ts';

/**
 * The whole page from pictures of the viewport, scrolled from one to the next: its layout stays what it is, which a
 * larger window would change (`100vh`). What is fixed to the viewport is in the first picture only.
 */
export async function wholePage(session: Session, dpr: number): Promise<Uint8Array> {
  await session.run(paintAnew, null);
  const { width, height, across, down } = await session.run(pageSize, null);
  if (across === 1 && down === 1) return picture(session);
  const tiles: Tile[] = [];
  try {
    for (let row = 0; row < down; row++) {
      for (let column = 0; column < across; column++) {
        const place = await session.run(scrollToTile, { row, column });
        tiles.push({ input: await picture(session), left: Math.round(place.x * dpr), top: Math.round(place.y * dpr) });
      }
    }
  } finally {
    await session.run(endTiles, null).catch(() => {});
  }
  const background = { r: 255, g: 255, b: 255 };
  return sharp({
    create: { width: Math.round(width * dpr), height: Math.round(height * dpr), channels: 3, background },
  })
    .composite(tiles.map(({ input, left, top }) => ({ input: Buffer.from(input), left, top })))
    .removeAlpha()
    .png({ compressionLevel: 2 })
    .toBuffer();
}

interface Tile {
  readonly input: Uint8Array;
  readonly left: number;
  readonly top: number;
}

const picture = async (session: Session): Promise<Uint8Array> =>
  Buffer.from((await session.call('GET', '/screenshot')) as string, 'base64');

/**
 * In the page: everything is painted once more, in one go. WebKit paints what changed over what was there and cuts it off
 * at the box of an element, so that lines at its edge are as wide as the number of times they were painted.
 */
async function paintAnew() {
  const frames = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const other = new CSSStyleSheet();
  // The outline is for what has a layer of its own, as dialogs and toasts have.
  other.replaceSync('html { background-color: rgb(1 2 3) !important } * { outline: 1px solid rgb(1 2 3) !important }');
  const sheets = [...document.adoptedStyleSheets];
  document.adoptedStyleSheets = [...sheets, other];
  await frames();
  document.adoptedStyleSheets = sheets;
  await frames();
}

/** In the page: its size, and how many viewports that is. */
function pageSize() {
  const { scrollWidth, scrollHeight } = document.documentElement;
  const [width, height] = [Math.max(scrollWidth, innerWidth), Math.max(scrollHeight, innerHeight)];
  return { width, height, across: Math.ceil(width / innerWidth), down: Math.ceil(height / innerHeight) };
}

/** In the page: shows one tile and says where it lies; from the second on nothing that is fixed is shown. */
async function scrollToTile({ row, column }: { readonly row: number; readonly column: number }) {
  type Held = typeof globalThis & { studioTiles?: { readonly put: () => void } };
  const held = globalThis as Held;
  if (row + column > 0 && !held.studioTiles) {
    const changed: (readonly [HTMLElement, string | null])[] = [];
    for (const element of document.querySelectorAll<HTMLElement>('body, body *')) {
      const { position } = getComputedStyle(element);
      if (position !== 'fixed' && position !== 'sticky') continue;
      changed.push([element, element.getAttribute('style')]);
      if (position === 'fixed') element.style.setProperty('visibility', 'hidden', 'important');
      else {
        element.style.setProperty('position', 'relative', 'important');
        element.style.setProperty('inset', 'auto', 'important');
      }
    }
    // The page must not take it for a person who scrolls.
    const silence = (event: globalThis.Event) => event.stopImmediatePropagation();
    addEventListener('scroll', silence, true);
    held.studioTiles = {
      put: () => {
        for (const [element, style] of changed) {
          // Read first: WebKit writes a style that nobody has read yet after it was removed.
          if (style === null && element.getAttribute('style') !== null) element.removeAttribute('style');
          else if (style !== null) element.setAttribute('style', style);
        }
        removeEventListener('scroll', silence, true);
      },
    };
  }
  scrollTo({ left: column * innerWidth, top: row * innerHeight, behavior: 'instant' });
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  return { x: scrollX, y: scrollY };
}

/** In the page: as it was before. */
async function endTiles() {
  const held = globalThis as typeof globalThis & { studioTiles?: { readonly put: () => void } };
  scrollTo({ left: 0, top: 0, behavior: 'instant' });
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  held.studioTiles?.put();
  delete held.studioTiles;
}
