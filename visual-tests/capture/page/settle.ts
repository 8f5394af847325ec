import type { UnstableCause } from '../../types/shot.ts';
import type { Watch } from './freeze.ts';

export interface Settling {
  /** Milliseconds the whole page is given. */
  readonly patience: number;
  /** Milliseconds to wait for what is still coming now. */
  readonly left: number;
  /** Where animations stand, in milliseconds from their begin; null: they have ended. */
  readonly at: number | null;
  /** Whether the first look at the page; later ones only make sure. */
  readonly isFirst: boolean;
  /** A step of the case moved the focus: it is part of the picture. */
  readonly keepsFocus: boolean;
  /** The case forces a state of waiting: nobody will end it. */
  readonly mayBeBusy: boolean;
  /** Style sheets show pictures, which come apart from the page. */
  readonly paintsPictures: boolean;
}

/** How a page stands. */
export interface Settled {
  /** What did not come in time; null when all is there. */
  readonly waiting: UnstableCause | null;
  /** Scripts, films and the like: more than two equal pictures have to show that it stands still. */
  readonly isLively: boolean;
  /** Milliseconds after which everything that repeats has happened once more; 0: nothing does. */
  readonly repeats: number;
}

/**
 * After loading, and before every picture: fonts there, pictures decoded, nothing busy, scripted and SVG animations
 * ended, media at their begin, two frames painted. Sent as source.
 */
export async function settlePage(settling: Settling): Promise<Settled> {
  const { patience, left, at, isFirst, keepsFocus, mayBeBusy, paintsPictures } = settling;
  const watch = (globalThis as unknown as { readonly __studio: Watch }).__studio;
  const end = watch.clock() + left;
  const inTime = (promise: Promise<unknown>) =>
    Promise.race([promise.catch(() => {}), watch.wait(Math.max(0, end - watch.clock()))]);
  const nodeOf = (element: Element) => element.closest('[data-ui-node]')?.getAttribute('data-ui-node') ?? null;
  const nameOf = (element: Element) => {
    const name = element.id ? `#${element.id}` : [...element.classList].map((part) => `.${part}`).join('');
    return `<${element.localName}>${name && ` (${name})`}`;
  };
  const images = () => [...document.images];
  const hasScripts = [...document.scripts].some(({ src }) => src !== '');

  /** Of a stream nothing tells that it is on its way: its first picture is waited for. */
  const hasStream = ({ srcObject }: HTMLMediaElement) => srcObject instanceof MediaStream && srcObject.active;
  watch.stopFrames();
  watch.quietly(() => {
    for (const image of images()) {
      if (image.loading === 'lazy') image.loading = 'eager';
      if (image.decoding !== 'sync') image.decoding = 'sync';
    }
    for (const frame of document.querySelectorAll('iframe')) if (frame.loading === 'lazy') frame.loading = 'eager';
    for (const field of document.querySelectorAll<HTMLElement>('input, textarea, [contenteditable]')) {
      if (field.spellcheck) field.spellcheck = false;
    }
    if (!keepsFocus && document.activeElement instanceof HTMLElement) document.activeElement.blur();
    pauseMedia();
  });

  const isFilmThere = (film: HTMLVideoElement) =>
    film.poster !== '' ||
    (film.readyState > 1 && !watch.coming.has(film)) ||
    film.error !== null ||
    (!hasStream(film) && (film.preload === 'none' || film.networkState !== 2));
  const missing = (kind: UnstableCause['kind'], element: Element | null, what: string): UnstableCause => ({
    kind,
    node: element && nodeOf(element),
    what: element ? nameOf(element) : what,
    by: null,
  });
  const awaited = (): UnstableCause | null => {
    if (document.fonts.status !== 'loaded') return missing('font', null, 'a font');
    const image = images().find(({ complete }) => !complete);
    if (image) return missing('image', image, '');
    const film = [...document.querySelectorAll('video')].find((one) => !isFilmThere(one));
    if (film) return missing('video', film, '');
    if (watch.asking > 0) {
      const changed = watch.changes.findLast(({ by }) => by === 'fetch')?.element ?? null;
      return missing('network', changed, 'a request of a script');
    }
    if (isFirst && watch.soon > 0) return missing('timer', null, 'a timer of a script');
    const busy = hasScripts && !mayBeBusy ? document.querySelector('[aria-busy="true"]') : null;
    return busy && missing('busy', busy, '');
  };
  let still = awaited();
  while (still && watch.clock() < end) {
    await watch.wait(15);
    watch.quietly(pauseMedia);
    still = awaited();
  }

  const pictures = isFirst && paintsPictures ? [...paintedPictures()] : [];
  await inTime(
    Promise.all([
      document.fonts.ready,
      // A picture that is missing or broken has no frame to wait for; it shows as it is.
      ...images().map((image) => (image.complete ? image.decode().catch(() => {}) : null)),
      ...pictures.map((address) => {
        const picture = new Image();
        picture.src = address;
        return picture.decode().catch(() => {});
      }),
    ]),
  );

  for (const picture of document.querySelectorAll('svg')) {
    picture.pauseAnimations();
    picture.setCurrentTime((at ?? 0) / 1000);
  }
  holdAnimations();
  await watch.frame();
  await watch.frame();
  // A script may begin them anew as often as they end; where it stops doing so, they have ended.
  for (let round = 0; round < 5 && runningAnimation(); round++) {
    holdAnimations();
    await watch.frame();
  }
  const running = runningAnimation();
  if (running) still ??= running;
  if (isFirst) {
    watch.changes.length = 0;
    watch.loops.clear();
  }
  return {
    waiting: still,
    isLively: hasScripts || document.querySelector('canvas, video, iframe, animate, animateTransform, set') !== null,
    repeats: Math.max(0, ...[...watch.repeating.values()].filter((delay) => delay <= patience)),
  };

  function pauseMedia(): void {
    for (const media of document.querySelectorAll<HTMLMediaElement>('video, audio')) {
      if (watch.coming.has(media)) continue;
      media.pause();
      if (watch.rewound.has(media)) continue;
      watch.rewound.add(media);
      media.autoplay = false;
      // Loading again brings the poster back; without one the first picture of the film is shown.
      if (media instanceof HTMLVideoElement && media.poster !== '') media.load();
      else if (media.currentTime > 0) media.currentTime = 0;
    }
  }

  function holdAnimations(): void {
    for (const animation of document.getAnimations()) {
      if (at !== null) {
        animation.pause();
        animation.currentTime = at;
        continue;
      }
      try {
        animation.finish();
      } catch {
        animation.cancel(); // An endless animation has no end to jump to.
      }
    }
  }

  function runningAnimation(): UnstableCause | null {
    const found = document.getAnimations().find(({ playState }) => playState === 'running');
    const target = found?.effect instanceof KeyframeEffect ? found.effect.target : null;
    if (!found || !target) return null;
    const by = 'animationName' in found ? String(found.animationName) : found.id || 'Element.animate';
    return { ...missing('animation', target, ''), by };
  }

  /** Addresses of pictures that style sheets show. */
  function paintedPictures(): Set<string> {
    const found = new Set<string>();
    for (const film of document.querySelectorAll('video')) if (film.poster !== '') found.add(film.poster);
    for (const element of document.querySelectorAll('body, body *')) {
      for (const pseudo of [null, '::before', '::after']) {
        const style = getComputedStyle(element, pseudo);
        if (pseudo !== null && (style.content === 'none' || style.content === 'normal')) continue;
        for (const value of [style.backgroundImage, style.borderImageSource, style.listStyleImage, style.content]) {
          for (const [, address] of value.matchAll(/url\("((?:[^"\\]|\\.)*)"\)/g)) found.add(address!);
        }
      }
    }
    return found;
  }
}
