import type { PictureView } from './runs.ts';

/** What a single key does while pictures are looked at. */
export type ReviewAction =
  | { readonly do: 'move'; readonly step: 1 | -1 }
  | { readonly do: 'change'; readonly step: 1 | -1 }
  | { readonly do: 'accept' }
  | { readonly do: 'accept-group' }
  | { readonly do: 'reject' }
  | { readonly do: 'undo' }
  | { readonly do: 'view'; readonly view: PictureView }
  | { readonly do: 'focus' }
  | { readonly do: 'fit' }
  | { readonly do: 'heard' }
  | { readonly do: 'history' }
  | { readonly do: 'group' }
  | { readonly do: 'edit' }
  | { readonly do: 'pick' }
  | { readonly do: 'jump'; readonly to: Jump };

/** What the figures 1 to 7 look for. */
export const jumps = ['failure', 'changed', 'added', 'removed', 'unchanged', 'retried', 'ignored'] as const;
export type Jump = (typeof jumps)[number];

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

const jumpTitles: Readonly<Record<Jump, string>> = {
  failure: 'Next failure: rejected, unstable or in error',
  changed: 'Next changed picture',
  added: 'Next new picture',
  removed: 'Next picture that lost a node',
  unchanged: 'Next unchanged picture',
  retried: 'Next flaky picture',
  ignored: 'Next tolerated or quarantined picture',
};

/** Single keys of picture review; the shortcuts dialog lists them from here. */
export const reviewKeys: readonly ReviewKey[] = [
  { keys: '↓', title: 'Next picture', action: { do: 'move', step: 1 } },
  { keys: '↑', title: 'Previous picture', action: { do: 'move', step: -1 } },
  { keys: 'Y', title: 'Accept', action: { do: 'accept' } },
  { keys: 'shift+Y', title: 'Accept all with the same change', action: { do: 'accept-group' } },
  { keys: 'N', title: 'Reject', action: { do: 'reject' } },
  { keys: 'U', title: 'Undo the last decision', action: { do: 'undo' } },
  { keys: 'J', title: 'Next change in the picture', action: { do: 'change', step: 1 } },
  { keys: 'K', title: 'Previous change in the picture', action: { do: 'change', step: -1 } },
  view('D', 'Changes over the new picture', 'overlay'),
  view('S', 'Side by side', 'split'),
  view('W', 'Swipe', 'swipe'),
  view('O', 'Onion skin', 'onion'),
  view('X', 'Blink', 'blink'),
  view('shift+D', 'Changed pixels only', 'difference'),
  view('←', 'Baseline only', 'baseline'),
  view('→', 'New only', 'new'),
  { keys: 'Z', title: 'Magnify the change', action: { do: 'focus' } },
  { keys: 'Space', title: 'Fit', action: { do: 'fit' } },
  { keys: '0', title: 'Fit', action: { do: 'fit' } },
  { keys: 'L', title: 'Picture, or what assistive technology hears', action: { do: 'heard' } },
  { keys: 'H', title: 'History of this case', action: { do: 'history' } },
  { keys: 'G', title: 'Group the same changes, or not', action: { do: 'group' } },
  { keys: 'E', title: 'Edit this node', action: { do: 'edit' } },
  { keys: 'P', title: 'Read single pixels and their nodes', action: { do: 'pick' } },
  ...jumps.map((to, index): ReviewKey => ({ keys: `${index + 1}`, title: jumpTitles[to], action: { do: 'jump', to } })),
];

const named: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  ' ': 'Space',
};

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** The action of a key press; null when it has none. */
export function reviewActionOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Press): ReviewAction | null {
  if (ctrlKey || metaKey || altKey) return null;
  const name = named[key] ?? key.toUpperCase();
  const keys = shiftKey ? `shift+${name}` : name;
  return reviewKeys.find((candidate) => candidate.keys === keys)?.action ?? null;
}
