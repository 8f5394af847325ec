import { optionParts, optionsOf, optionsProp } from './choices.ts';
import type { Field, Input, Out } from './component.ts';
import { defineComponent } from './define-component.ts';
import { controlAttributes, fieldFrame, fieldProps, fieldStyles } from './field.ts';
import { prop } from './prop.ts';
import { whenSet } from './responsive.ts';
import { chosenWords, controlOrValue } from './shown-value.ts';

export const select = defineComponent({
  type: 'Select',
  summary: 'A choice among options in a menu.',
  category: 'forms',
  props: {
    ...fieldProps,
    options: optionsProp,
    optionLabel: prop.text({ scope: { '': ['option'] }, about: 'Words for one option; sees "option".' }),
    multiple: prop.flag({ about: 'Allows several; from the schema when left out.' }),
    placeholder: prop.text({ about: 'First entry, which stands for no value.' }),
  },
  events: ['change'],
  valueType: {
    anyOf: [
      { type: ['string', 'number', 'integer', 'boolean', 'null'] },
      { type: 'array', items: { type: ['string', 'number', 'integer', 'boolean'] } },
    ],
  },
  choices: 'options',
  accessibleName: { prop: 'label', required: true },
  styles: {
    shared: [fieldStyles],
    base: `
      .ui-select__control { position: relative; display: grid; min-inline-size: 0; }
      .ui-select .ui-input:not([multiple]) { padding-inline-end: var(--ui-space-8); text-overflow: ellipsis; cursor: pointer; }
      .ui-select .ui-input[multiple] { padding: var(--ui-space-1); }
      .ui-select .ui-input[multiple] > option { padding: var(--ui-space-1) var(--ui-space-2); border-radius: var(--ui-radius-xs); }
      .ui-select__control:not(:has([multiple]))::after { content: ""; position: absolute; inset-inline-end: var(--ui-space-3); inset-block-start: calc(50% - 0.3rem); inline-size: 0.4rem; block-size: 0.4rem; border: solid var(--ui-color-text-muted); border-width: 0 1.5px 1.5px 0; transform: rotate(45deg); pointer-events: none; }
    `,
  },
  examples: [
    { id: 'plain', props: { label: 'Status', options: ['open', { value: 'done', label: 'Done' }] } },
    {
      id: 'placeholder',
      props: { label: 'Country', options: ['Austria', 'Germany'], placeholder: 'Please choose', help: 'Of delivery.' },
    },
  ],
  emit({ label, options, optionLabel, multiple, placeholder, help, disabled }, out, { field }) {
    const several = field?.multiple ? true : multiple;
    const value: Input = field?.value ?? { constant: true, value: null };
    const parts = { class: 'ui-select', label, help, field };
    const choices = optionsOf(options, field);
    const entryOf = (item: Input) => optionParts(out, item).value;
    const wordsOf = (item: Input) =>
      optionLabel.constant && optionLabel.value !== null
        ? out.template(optionLabel.value, { option: item })
        : optionParts(out, item).label;
    const states = { disabled, multiple: several, required: field?.required ?? false };
    const control = () =>
      out.element('select', { ...controlAttributes(out, parts), class: 'ui-input', ...states }, () => {
        emptyOption(out, placeholder, field);
        out.each(choices, { as: 'option', index: 'at' }, (item) => {
          const own = entryOf(item);
          const selected = out.compute("type(value) == 'list' ? own in value : own == value", { own, value });
          out.element('option', { value: own, selected }, () => out.text(wordsOf(item)));
        });
      });
    controlOrValue(
      out,
      parts,
      () => fieldFrame(out, parts, () => out.element('div', { class: 'ui-select__control' }, control)),
      (bound) => chosenWords(out, bound, choices, { entryOf, wordsOf }),
    );
  },
});

/** A choice nobody has made must not look like the first option; one that may be left open needs a way back. */
function emptyOption(out: Out, placeholder: Input<string | null>, field: Field | null): void {
  const entry = (words: Input) => out.element('option', { value: '' }, () => out.text(words));
  whenSet(out, placeholder, () => entry(placeholder));
  if (!placeholder.constant || placeholder.value !== null || !field || field.multiple) return;
  if (!field.required && !field.fallback) entry(out.words('form.none'));
  else out.if(out.compute('value == null', { value: field.value }), () => entry(out.words('form.choose')));
}
