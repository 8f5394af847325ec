import type { NodeObject } from '../document/types.ts';

/** What the palette offers besides types: a Fragment that carries a keyword of the language (language.md 8.2). */
export interface PalettePreset {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** To be inserted; whoever inserts it gives it an id of its own. */
  readonly node: NodeObject;
}

export const palettePresets: readonly PalettePreset[] = [
  {
    id: 'if',
    title: 'If',
    summary: 'Shows what is inside while a condition is true.',
    node: { id: 'if', type: 'Fragment', if: '${true}', children: [] },
  },
  {
    id: 'if-else',
    title: 'If/Else',
    summary: 'Shows one thing while a condition is true, and another while it is not.',
    node: { id: 'if-else', type: 'Fragment', if: '${true}', children: [], else: [] },
  },
  {
    id: 'repeat',
    title: 'Repeat',
    summary: 'Shows what is inside once for each entry of a list.',
    node: {
      id: 'repeat',
      type: 'Fragment',
      for: { each: '${[]}', as: 'item', index: 'index', key: '${index}', empty: [] },
      children: [],
    },
  },
  {
    id: 'lazy-panel',
    title: 'Lazy panel',
    summary: 'Loads what is inside after the page, when it comes into view.',
    node: {
      id: 'lazy-panel',
      type: 'Box',
      style: { minHeight: '10rem' },
      lazy: {
        when: 'visible',
        placeholder: [{ id: 'lazy-panel-waiting', type: 'Skeleton', props: { shape: 'card' } }],
      },
      children: [],
    },
  },
  {
    id: 'let',
    title: 'Let',
    summary: 'Gives a value a name that everything inside can use.',
    node: { id: 'let', type: 'Fragment', let: { value: '' }, children: [] },
  },
];
