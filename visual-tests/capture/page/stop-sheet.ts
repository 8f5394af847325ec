/**
 * Stops what moves by style. As an adopted sheet it changes nothing in the document, and `!important` wins.
 * A finite animation jumps to its end, so that what it fades in is there; an endless one is over at once.
 */
const withoutMotion = `*, *::before, *::after, ::backdrop {
  animation-duration: 0s !important;
  animation-delay: 0s !important;
  animation-iteration-count: 1 !important;
  animation-timeline: auto !important;
  transition: none !important;
}
/* Its own look moves. */
progress:indeterminate { appearance: none !important; }`;

/** What would differ between two looks at one page, or two machines, whatever moves in it. */
const withoutNoise = `* {
  caret-color: transparent !important;
  scroll-behavior: auto !important;
  scrollbar-width: none !important;
}
*::-webkit-scrollbar { display: none !important; }
::view-transition { display: none !important; }`;

/** `keepsMotion`: animations are held by the picture taker instead, at the time the case names. */
export const stopSheet = (keepsMotion: boolean): string =>
  keepsMotion ? withoutNoise : `${withoutMotion}\n${withoutNoise}`;
