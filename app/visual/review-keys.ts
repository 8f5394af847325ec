import type { PictureView } from './runs.ts';

/** What a single key does while pictures are looked at. */
export type ReviewAction =
  | { readonly do: 'move'; readonly step: 1 | -1 }
  | { readonly do: 'accept' }
  | { readonly do: 'accept-all' }
  | { readonly do: 'reject' }
  | { readonly do: 'undo' }
  | { readonly do: 'view'; readonly view: PictureView }
  | { readonly do: 'fit' };

interface ReviewKey {
  readonly keys: string;
  readonly title: string;
  readonly action: ReviewAction;
}

const view = (keys: string, title: string, to: PictureView): ReviewKey => ({
  keys,
  title,
  action: { do: 'view', view: to },
});

/** Single keys of picture review; the shortcuts dialog lists them from here. */
export const reviewKeys: readonly ReviewKey[] = [
  { keys: '↓', title: 'Next picture', action: { do: 'move', step: 1 } },
  { keys: '↑', title: 'Previous picture', action: { do: 'move', step: -1 } },
  { keys: 'Y', title: 'Accept', action: { do: 'accept' } },
  { keys: 'shift+Y', title: 'Accept all', action: { do: 'accept-all' } },
  { keys: 'N', title: 'Reject', action: { do: 'reject' } },
  { keys: 'U', title: 'Undo the decision', action: { do: 'undo' } },
  view('S', 'Side by side', 'split'),
  view('D', 'Difference overlay', 'overlay'),
  view('W', 'Swipe', 'swipe'),
  view('O', 'Onion skin', 'onion'),
  view('←', 'Baseline only', 'baseline'),
  view('→', 'New only', 'new'),
  { keys: '0', title: 'Fit', action: { do: 'fit' } },
];

const arrows: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
};

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** The action of a key press; null when it has none. */
export function reviewActionOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Press): ReviewAction | null {
  if (ctrlKey || metaKey || altKey) return null;
  const name = arrows[key] ?? key.toUpperCase();
  const keys = shiftKey ? `shift+${name}` : name;
  return reviewKeys.find((candidate) => candidate.keys === keys)?.action ?? null;
}
