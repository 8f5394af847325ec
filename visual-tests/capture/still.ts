/** What runs inside the page to make it stand still. Each function is sent as source, so it must not lean on this file. */

/** Stops what moves by style. As an adopted sheet it changes nothing in the document, and `!important` wins. */
export const stopSheet = `*, *::before, *::after, ::backdrop {
  animation: none !important;
  transition: none !important;
  caret-color: transparent !important;
  scroll-behavior: auto !important;
}`;

/** Before any script of the page: one fixed time, one fixed row of random numbers, and the stop sheet. */
export function freezePage({ now, css }: { readonly now: number; readonly css: string }): void {
  const RealDate = Date;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length > 0 ? args : [now], newTarget),
    apply: () => new RealDate(now).toString(),
    get: (target, name, receiver) => (name === 'now' ? () => now : Reflect.get(target, name, receiver)),
  });
  let state = 0x5eed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  Math.random = random;
  Crypto.prototype.getRandomValues = function getRandomValues<View extends ArrayBufferView | null>(view: View): View {
    if (view) {
      const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
      for (let at = 0; at < bytes.length; at++) bytes[at] = Math.floor(random() * 256);
    }
    return view;
  };
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

/** After loading: fonts there, pictures decoded, scripted and SVG animations ended, two frames painted. */
export async function settlePage(): Promise<void> {
  const images = [...document.images];
  for (const image of images) image.loading = 'eager';
  await document.fonts.ready;
  // A picture that is missing or broken has no frame to wait for; it shows as it is.
  await Promise.all(images.map((image) => image.decode().catch(() => {})));
  for (const animation of document.getAnimations()) {
    try {
      animation.finish();
    } catch {
      animation.cancel(); // An endless animation has no end to jump to.
    }
  }
  for (const picture of document.querySelectorAll('svg')) {
    picture.pauseAnimations();
    picture.setCurrentTime(0);
  }
  for (const media of document.querySelectorAll('video, audio')) (media as HTMLMediaElement).pause();
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

/** Paints over the boxes of nodes, wherever they are by now. */
export function coverNodes(selectors: readonly string[]): void {
  const name = 'studio-masks';
  document.querySelector(name)?.remove();
  const cover = document.createElement(name);
  const root = cover.attachShadow({ mode: 'closed' });
  for (const element of document.querySelectorAll(selectors.join(','))) {
    const { left, top, width, height } = element.getBoundingClientRect();
    const box = document.createElement('div');
    box.style.cssText = `position:absolute;left:${left + scrollX}px;top:${top + scrollY}px;width:${width}px;height:${height}px;background:#ff00ff`;
    root.append(box);
  }
  cover.style.cssText =
    'all:initial;position:absolute;left:0;top:0;width:0;height:0;z-index:2147483647;pointer-events:none';
  document.documentElement.append(cover);
}

/** The element at a place of the page, as a person would name it. */
export function nameElementAt({ x, y }: { readonly x: number; readonly y: number }): string {
  scrollTo(0, Math.max(0, y - innerHeight / 2));
  const element = document.elementFromPoint(x - scrollX, y - scrollY);
  scrollTo(0, 0);
  if (!element) return 'the page';
  const node = element.closest('[data-ui-node]')?.getAttribute('data-ui-node');
  const name = element.id ? `#${element.id}` : [...element.classList].map((part) => `.${part}`).join('');
  return `<${element.localName}>${name && ` (${name})`}${node ? ` of node "${node}"` : ''}`;
}
