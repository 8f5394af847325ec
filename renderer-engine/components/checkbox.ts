import { choice } from './choice.ts';
import type { Field, Input, Out } from './component.ts';
import { defineComponent } from './define-component.ts';
import {
  controlAttributes,
  type FieldParts,
  fieldProps,
  fieldStyles,
  groupFrame,
  invalid,
  labelText,
  notes,
} from './field.ts';
import { chosenWords, controlOrValue } from './shown-value.ts';

export const checkbox = defineComponent({
  type: 'Checkbox',
  summary: 'Yes or no; bound to a list, one box per possible value.',
  category: 'forms',
  props: fieldProps,
  events: ['change'],
  valueType: { anyOf: [{ type: ['boolean', 'null'] }, { type: 'array' }] },
  choices: 'list',
  accessibleName: { prop: 'label', required: true },
  styles: {
    shared: [fieldStyles],
    base: `
      .ui-checkbox .ui-tick:checked::before { content: ""; inline-size: 0.3125rem; block-size: 0.5625rem; margin-block-start: -0.125rem; border: solid var(--ui-color-action-fg); border-width: 0 2px 2px 0; transform: rotate(45deg); }
      .ui-checkbox:not(:has(> .ui-field__group)) > :is(.ui-field__help, .ui-field__errors, .ui-field__warnings) { padding-inline-start: 1.625rem; }
      @media (forced-colors: active) { .ui-checkbox .ui-tick { appearance: auto; } .ui-checkbox .ui-tick:checked::before { content: none; } }
    `,
  },
  examples: [
    { id: 'plain', props: { label: 'Send me a receipt', help: 'By e-mail.' } },
    { id: 'disabled', props: { label: 'Keep me signed in', disabled: true } },
  ],
  emit({ label, help, disabled }, out, { field }) {
    const parts = { class: 'ui-checkbox', label, help, field };
    const words = field?.multiple
      ? () => chosenWords(out, field, options(field), { entryOf: same, wordsOf: same })
      : () => yesOrNo(out, field!.value);
    const control = () =>
      field?.multiple ? group(out, parts, field, disabled) : onOff(out, parts, disabled, { class: 'ui-tick' });
    controlOrValue(out, parts, control, words);
  },
});

const same = (option: Input): Input => option;
const options = (field: Field): Input => ({ constant: true, value: field.options ?? [] });

function yesOrNo(out: Out, value: Input): void {
  out.if(
    out.compute('value == true', { value }),
    () => out.text(out.words('form.yes')),
    () => out.text(out.words('form.no')),
  );
}

/** One box that is on or off, in the looks of a checkbox or of a switch. */
export function onOff(
  out: Out,
  parts: FieldParts,
  disabled: Input,
  looks: { readonly class: string; readonly role?: string },
): void {
  const { field } = parts;
  const checked = field ? out.compute('value == true', { value: field.value }) : null;
  out.root('div', { class: `ui-field ${parts.class}`, 'data-invalid': invalid(out, field) }, () => {
    // A param that is on by default has to be sent when it is off, too.
    if (field?.fallback === true) out.element('input', { type: 'hidden', name: field.name, value: 'false' });
    out.element('label', { class: 'ui-choice' }, () => {
      out.element('input', {
        ...controlAttributes(out, parts),
        ...looks,
        type: 'checkbox',
        value: 'true',
        checked,
        disabled,
        required: field?.required ?? false,
      });
      out.element('span', {}, () => labelText(out, parts));
    });
    notes(out, parts);
  });
}

function group(out: Out, parts: FieldParts, field: Field, disabled: Input): void {
  groupFrame(out, { ...parts, disabled }, () =>
    out.each(options(field), { as: 'option', index: 'at' }, (option, at) => {
      const checked = out.compute('option in (value ?? [])', { option, value: field.value });
      choice(out, field, at, { class: 'ui-tick', type: 'checkbox', checked, value: option, label: option });
    }),
  );
}
