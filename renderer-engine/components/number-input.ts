import { formatExpression } from '../expressions/index.ts';
import { defineComponent } from './define-component.ts';
import { affixIds, controlAttributes, fieldFrame, fieldProps, fieldStyles, withAffixes } from './field.ts';
import { prop } from './prop.ts';
import { isSet } from './responsive.ts';

export const numberInput = defineComponent({
  type: 'NumberInput',
  summary: 'A number.',
  category: 'forms',
  props: {
    ...fieldProps,
    step: prop.number({ about: 'What one press of an arrow key adds; from the schema when left out.' }),
    unit: prop.text({ about: 'Behind the number, e.g. "kg".' }),
    format: prop.fixedName('text', {
      about: 'Shows the stored number in words of the locale below the input, e.g. "currency:EUR".',
    }),
    placeholder: prop.text({ about: 'An example of a value; never instead of the label.' }),
  },
  events: ['input', 'change'],
  valueType: { type: ['number', 'integer', 'null'] },
  accessibleName: { prop: 'label', required: true },
  styles: {
    shared: [fieldStyles],
    base: `
      .ui-number-input .ui-input { font-variant-numeric: tabular-nums; }
      .ui-number-input__shown { font-size: var(--ui-font-size-sm); color: var(--ui-color-text-muted); font-variant-numeric: tabular-nums; }
      .ui-number-input:has(.ui-input:is(:focus, :user-valid, :user-invalid)) .ui-number-input__shown { visibility: hidden; }
    `,
  },
  examples: [
    { id: 'quantity', props: { label: 'Quantity', step: 1 } },
    { id: 'unit', props: { label: 'Weight', unit: 'kg', step: 0.1, help: 'Packaging included.' } },
    { id: 'money', props: { label: 'Credit limit', unit: 'EUR', format: 'currency:EUR' } },
  ],
  emit({ label, step, unit, format, placeholder, help, disabled }, out, { field }) {
    const affixes = { suffix: unit };
    const expression = format.value === null ? null : formatExpression(format.value, 'value');
    fieldFrame(out, { class: 'ui-number-input', label, help, field }, () => {
      withAffixes(out, affixes, () =>
        out.element('input', {
          inputmode: 'decimal',
          step: 'any',
          ...field?.constraints,
          ...controlAttributes(out, { help, field, described: affixIds(affixes) }),
          class: 'ui-input',
          type: 'number',
          ...(isSet(step) ? { step } : {}),
          disabled,
          placeholder,
          readonly: field?.readonly,
          required: field?.required ?? false,
          value: field?.value ?? null,
        }),
      );
      // Words for what is stored: they are hidden as soon as someone changes it.
      if (!expression || !field) return;
      out.if(out.compute("type(value) == 'number'", { value: field.value }), () =>
        out.element('output', { class: 'ui-number-input__shown', for: out.id('input') }, () =>
          out.text(out.compute(expression, { value: field.value })),
        ),
      );
    });
  },
});
