import type { Field, Input, Out } from './component.ts';
import { defineComponent } from './define-component.ts';
import { controlAttributes, described, fieldStyles, invalid, labelText, notes } from './field.ts';
import { prop } from './prop.ts';

export const checkbox = defineComponent({
  type: 'Checkbox',
  summary: 'Yes or no; bound to a list, one box per possible value.',
  category: 'forms',
  props: {
    label: prop.text({ required: true }),
    help: prop.text({ about: 'A sentence below the input.' }),
    disabled: prop.flag(),
    keep: prop.flag({ about: 'Sends the value even while the input is hidden.' }),
  },
  events: ['change'],
  valueType: { anyOf: [{ type: ['boolean', 'null'] }, { type: 'array' }] },
  accessibleName: { prop: 'label', required: true },
  styles: {
    shared: [fieldStyles],
    base: `
      .ui-checkbox { gap: var(--ui-space-1); }
      .ui-checkbox__group { display: flex; flex-direction: column; gap: var(--ui-space-1); margin: 0; padding: 0; border: 0; min-inline-size: 0; }
      .ui-checkbox__group > legend { padding: 0; margin-block-end: var(--ui-space-1); }
      .ui-checkbox__option { display: flex; align-items: flex-start; gap: var(--ui-space-2); padding-block: 0.1875rem; cursor: pointer; }
      .ui-checkbox__box { appearance: none; flex: none; display: grid; place-content: center; inline-size: 1.125rem; block-size: 1.125rem; margin: 0.125rem 0 0; border: 1px solid var(--ui-color-control-border); border-radius: var(--ui-radius-xs); background: var(--ui-color-control-bg); cursor: inherit; }
      .ui-checkbox__box:checked { background: var(--ui-color-action-bg); border-color: var(--ui-color-action-bg); }
      .ui-checkbox__box:checked::before { content: ""; inline-size: 0.3125rem; block-size: 0.5625rem; margin-block-start: -0.125rem; border: solid var(--ui-color-action-fg); border-width: 0 2px 2px 0; transform: rotate(45deg); }
      .ui-checkbox__box:disabled { opacity: var(--ui-opacity-disabled); }
      .ui-checkbox__box[aria-invalid="true"] { border-color: var(--ui-color-danger-solid); }
      .ui-checkbox > .ui-field__help, .ui-checkbox > .ui-field__errors { padding-inline-start: 1.625rem; }
      @media (forced-colors: active) { .ui-checkbox__box { appearance: auto; } .ui-checkbox__box:checked::before { content: none; } }
    `,
  },
  examples: [{ id: 'plain', props: { label: 'Send me a receipt', help: 'By e-mail.' } }],
  emit({ label, help, disabled }, out, { field }) {
    if (field?.multiple) return group(out, { label, help, disabled, field });
    const checked = field ? out.compute('value == true', { value: field.value }) : null;
    return out.root('div', { class: 'ui-field ui-checkbox', 'data-invalid': invalid(out, field) }, () => {
      out.element('label', { class: 'ui-checkbox__option' }, () => {
        out.element('input', {
          ...controlAttributes(out, { help, field }),
          class: 'ui-checkbox__box',
          type: 'checkbox',
          value: 'true',
          checked,
          disabled,
          required: field?.required ?? false,
        });
        out.element('span', {}, () => labelText(out, { label, field }));
      });
      notes(out, { help, field });
    });
  },
});

interface Group {
  readonly label: Input;
  readonly help: Input;
  readonly disabled: Input;
  readonly field: Field;
}

function group(out: Out, { label, help, disabled, field }: Group): void {
  out.root('div', { class: 'ui-field ui-checkbox', 'data-invalid': invalid(out, field) }, () => {
    // The error summary links to the group, so the group has the id that elsewhere is the control's.
    const attributes = { id: out.id('input'), class: 'ui-checkbox__group', ...described(out, help, field) };
    out.element('fieldset', { ...attributes, 'aria-invalid': null, disabled }, () => {
      out.element('legend', { class: 'ui-field__label' }, () => labelText(out, { label, field }));
      out.each({ constant: true, value: field.options ?? [] }, { as: 'option', index: 'at' }, (option) =>
        out.element('label', { class: 'ui-checkbox__option' }, () => {
          const checked = out.compute('option in (value ?? [])', { option, value: field.value });
          out.element('input', {
            class: 'ui-checkbox__box',
            type: 'checkbox',
            name: field.name,
            value: option,
            checked,
          });
          out.element('span', {}, () => out.text(option));
        }),
      );
    });
    notes(out, { help, field });
  });
}
