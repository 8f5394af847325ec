import { defineComponent } from './define-component.ts';
import { prop } from './prop.ts';

/** Types that shape the document and write no element of their own (language.md 8.2, "Structural"). */

const styles = { base: '' };

export const fragment = defineComponent({
  type: 'Fragment',
  summary: 'A group without an element, to carry a condition, a loop or names.',
  category: 'structural',
  props: {},
  slots: { default: {} },
  styles,
  examples: [{ id: 'group', slots: { default: ['One', ' and another'] } }],
  emit: (_, out) => out.slot('default'),
});

export const boundary = defineComponent({
  type: 'Boundary',
  summary: 'A group with a picture for when something inside it fails.',
  category: 'structural',
  props: {},
  slots: { default: {} },
  styles,
  examples: [{ id: 'group', slots: { default: ['Content'] } }],
  emit: (_, out) => out.slot('default'),
});

export const match = defineComponent({
  type: 'Match',
  summary: 'Shows the slot named like a value.',
  category: 'structural',
  props: { on: prop.scalar({ required: true, about: 'The value, compared as text.' }) },
  slots: { '*': { description: 'What to show for that value.' }, default: { description: 'For any other value.' } },
  styles,
  examples: [{ id: 'two', props: { on: 'open' }, slots: { open: ['Open'], default: ['Something else'] } }],
  emit({ on }, out, { slots }) {
    const named = slots.filter((name) => name !== 'default');
    out.match(
      on,
      Object.fromEntries(named.map((name) => [name, () => out.slot(name)])),
      slots.includes('default') ? () => out.slot('default') : undefined,
    );
  },
});

export const slot = defineComponent({
  type: 'Slot',
  summary: 'A place that whoever uses this layout or component fills.',
  category: 'structural',
  props: {
    name: prop.fixedName('text', { required: true }),
    required: prop.shape([true, false], { about: 'Whether it must be filled.' }),
    provide: prop.map({ about: 'Names a fill may use, with their values.' }),
  },
  slots: { default: { description: 'Shown when nobody fills it.' } },
  styles,
  examples: [{ id: 'fallback', props: { name: 'default' }, slots: { default: ['Nothing here yet.'] } }],
  emit: (_, out) => out.slot('default'),
});

export const include = defineComponent({
  type: 'Include',
  summary: 'Shows another page, or one node of it, inside this page.',
  category: 'structural',
  props: {
    page: prop.fixedName('text', { required: true, about: 'The page to show: an alias of "uses".' }),
    fragment: prop.fixedName('text', {
      about:
        'Id of the node to show; left out: its view without header and footer, or what it puts into the slot "default".',
    }),
    params: prop.map({ about: 'Values for the params of that page; what is left out takes its default.' }),
  },
  slots: {},
  styles,
  examples: [
    { id: 'whole', props: { page: 'Orders' } },
    { id: 'part', props: { page: 'Orders', fragment: 'list', params: { status: 'open' } } },
  ],
  // The page stands here when the program is made: nothing is left to write.
  emit: () => undefined,
});
