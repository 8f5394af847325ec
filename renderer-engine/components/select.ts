import { defineComponent } from './define-component.ts';
import { controlAttributes, fieldFrame, fieldStyles } from './field.ts';
import { prop } from './prop.ts';
import { isSet } from './responsive.ts';

const option = { anyOf: [{ type: ['string', 'number', 'boolean'] }, { type: 'object', required: ['value', 'label'] }] };

export const select = defineComponent({
  type: 'Select',
  summary: 'A choice among options in a menu.',
  category: 'forms',
  props: {
    label: prop.text({ required: true }),
    options: prop.list(option, { about: 'Values, or { value, label }; the schema’s enum when left out.' }),
    optionLabel: prop.text({ scope: { '': ['option'] }, about: 'Words for one option; sees "option".' }),
    multiple: prop.flag({ about: 'Allows several; from the schema when left out.' }),
    placeholder: prop.text({ about: 'First entry, which stands for no value.' }),
    help: prop.text({ about: 'A sentence below the input.' }),
    disabled: prop.flag(),
    keep: prop.flag({ about: 'Sends the value even while the input is hidden.' }),
  },
  events: ['change'],
  valueType: {
    anyOf: [
      { type: ['string', 'number', 'integer', 'boolean', 'null'] },
      { type: 'array', items: { type: ['string', 'number', 'integer', 'boolean'] } },
    ],
  },
  accessibleName: { prop: 'label', required: true },
  styles: {
    shared: [fieldStyles],
    base: `
      .ui-select .ui-input:not([multiple]) { padding-inline-end: var(--ui-space-8); text-overflow: ellipsis; cursor: pointer; }
      .ui-select .ui-input[multiple] { padding: var(--ui-space-1); }
      .ui-select .ui-field__control:not(:has([multiple]))::after { content: ""; position: absolute; inset-inline-end: var(--ui-space-3); inline-size: 0.4rem; block-size: 0.4rem; margin-block-start: -0.2rem; border: solid var(--ui-color-text-muted); border-width: 0 1.5px 1.5px 0; transform: rotate(45deg); pointer-events: none; }
    `,
  },
  examples: [{ id: 'plain', props: { label: 'Status', options: ['open', { value: 'done', label: 'Done' }] } }],
  emit({ label, options, optionLabel, multiple, placeholder, help, disabled }, out, { field }) {
    const several = field?.multiple ? true : multiple;
    const value = field?.value ?? { constant: true as const, value: null };
    const list = isSet(options) ? options : { constant: true as const, value: field?.options ?? [] };
    fieldFrame(out, { class: 'ui-select', label, help, field }, () =>
      out.element(
        'select',
        {
          ...controlAttributes(out, { help, field }),
          class: 'ui-input',
          disabled,
          multiple: several,
          required: field?.required ?? false,
        },
        () => {
          if (isSet(placeholder)) out.element('option', { value: '' }, () => out.text(placeholder));
          out.each(list, { as: 'option', index: 'at' }, (item) => {
            const own = out.compute("type(item) == 'map' ? item.value : item", { item });
            const words =
              optionLabel.constant && optionLabel.value !== null
                ? out.template(optionLabel.value, { option: item })
                : out.compute("type(item) == 'map' ? item.label : item", { item });
            const selected = out.compute("type(value) == 'list' ? own in value : own == value", { own, value });
            out.element('option', { value: own, selected }, () => out.text(words));
          });
        },
      ),
    );
  },
});
