import type { UnstableCause } from '../types/shot.ts';

/** Why a page counts as unstable, what to do, and where it was seen, as a sentence. */
export function explainUnstable(cause: UnstableCause, place: string, patience: number): string {
  const within = `within ${patience / 1000} s`;
  const where = `${cause.what}${cause.node === null ? '' : ` of node "${cause.node}"`}${place}`;
  const late = lateSentences[cause.kind];
  if (late && cause.by === null && place === '') return `The page was not ready ${within}: ${where} ${late}`;
  const by = cause.by === null ? '' : ` by ${cause.kind === 'animation' ? `the animation "${cause.by}"` : cause.by}`;
  return `No two pictures in a row were equal ${within}: ${where} keeps changing${by}${kinds[cause.kind] ?? ''}. Make it stand still, or mask its node.`;
}

/** What never came. */
const lateSentences: Partial<Record<UnstableCause['kind'], string>> = {
  busy: 'stays aria-busy. Force a state of waiting where that is what the case shows, or end it.',
  font: 'has not come. Give the page its fonts as assets.',
  image: 'has not come. Give the page its pictures as assets.',
  network: 'is not answered. Answer it from the fixture, or leave it out.',
  timer: 'has not ended.',
  video: 'has not come. Give it a poster.',
};

const kinds: Partial<Record<UnstableCause['kind'], string>> = {
  canvas: ' (a canvas)',
  caret: ' (it has the focus)',
  frame: ' (a page in the page)',
  image: ' (a picture that moves)',
  size: ' the size of the page',
  video: ' (a film that plays)',
};
