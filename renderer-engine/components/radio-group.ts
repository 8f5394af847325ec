import { choice } from './choice.ts';
import { optionParts, optionsOf, optionsProp } from './choices.ts';
import type { Input } from './component.ts';
import { defineComponent } from './define-component.ts';
import { fieldProps, fieldStyles, groupFrame } from './field.ts';
import { prop } from './prop.ts';
import { chosenWords, controlOrValue } from './shown-value.ts';

export const radioGroup = defineComponent({
  type: 'RadioGroup',
  summary: 'A choice among a few options, all of them visible.',
  category: 'forms',
  props: { ...fieldProps, options: optionsProp, orientation: prop.axis(['horizontal', 'vertical']) },
  events: ['change'],
  valueType: { type: ['string', 'number', 'integer', 'boolean', 'null'] },
  choices: 'options',
  accessibleName: { prop: 'label', required: true },
  styles: {
    shared: [fieldStyles],
    base: `
      .ui-radio-group .ui-tick { border-radius: 50%; }
      .ui-radio-group .ui-tick:checked::before { content: ""; inline-size: 0.5rem; block-size: 0.5rem; border-radius: 50%; background: var(--ui-color-action-fg); }
      @media (forced-colors: active) { .ui-radio-group .ui-tick { appearance: auto; } .ui-radio-group .ui-tick:checked::before { content: none; } }
    `,
    axes: {
      orientation: {
        default: 'vertical',
        values: {
          horizontal: '& .ui-field__choices { flex-flow: row wrap; column-gap: var(--ui-space-5); }',
          vertical: '',
        },
      },
    },
  },
  examples: [
    { id: 'plain', props: { label: 'Priority', options: ['normal', 'rush'] } },
    {
      id: 'words',
      props: {
        label: 'Delivery',
        orientation: 'horizontal',
        help: 'You can change this until it is packed.',
        options: [
          { value: 'home', label: 'To my door' },
          { value: 'shop', label: 'To a shop near me' },
        ],
      },
    },
  ],
  emit({ label, options, help, disabled }, out, { field }) {
    const value: Input = field?.value ?? { constant: true, value: null };
    const parts = { class: 'ui-radio-group', label, help, field, disabled };
    const choices = optionsOf(options, field);
    const controls = () =>
      out.each(choices, { as: 'option', index: 'at' }, (option, at) => {
        const own = optionParts(out, option);
        const checked = out.compute('own == value', { own: own.value, value });
        const required = field?.required ?? false;
        choice(out, field, at, { class: 'ui-tick', type: 'radio', required, checked, ...own });
      });
    controlOrValue(
      out,
      parts,
      () => groupFrame(out, parts, controls),
      (bound) =>
        chosenWords(out, bound, choices, {
          entryOf: (option) => optionParts(out, option).value,
          wordsOf: (option) => optionParts(out, option).label,
        }),
    );
  },
});
