import { defineComponent } from './define-component.ts';
import { controlAttributes, fieldFrame, fieldProps, fieldStyles } from './field.ts';
import { prop } from './prop.ts';
import { isSet, whenOn } from './responsive.ts';

export const textArea = defineComponent({
  type: 'TextArea',
  summary: 'Several lines of text.',
  category: 'forms',
  props: {
    ...fieldProps,
    rows: prop.integer(1, 40, { about: 'Lines that are visible; 3 when left out.' }),
    autosize: prop.flag({ about: 'Grows with the text.' }),
    placeholder: prop.text({ about: 'An example of a value; never instead of the label.' }),
    counter: prop.flag({ about: 'Shows how much of the longest text the schema allows is used.' }),
  },
  events: ['input', 'change'],
  valueType: { type: ['string', 'null'] },
  accessibleName: { prop: 'label', required: true },
  styles: {
    shared: [fieldStyles],
    base: `
      .ui-text-area .ui-input { padding-block: var(--ui-space-2); line-height: var(--ui-font-line-body); resize: vertical; }
      .ui-text-area .ui-input[data-autosize] { field-sizing: content; min-block-size: 4lh; max-block-size: 24lh; resize: none; }
      .ui-text-area__limit { clip-path: inset(50%); block-size: 1px; inline-size: 1px; overflow: clip; position: absolute; white-space: nowrap; }
      @media (scripting: none) {
        .ui-text-area__count { display: none; }
        .ui-text-area__limit { clip-path: none; block-size: auto; inline-size: auto; position: static; white-space: normal; align-self: flex-end; font-size: var(--ui-font-size-sm); color: var(--ui-color-text-muted); }
      }
      .ui-text-area__count { align-self: flex-end; justify-self: end; margin: 0; font-size: var(--ui-font-size-sm); color: var(--ui-color-text-muted); font-variant-numeric: tabular-nums; }
    `,
  },
  examples: [
    { id: 'plain', props: { label: 'Message', rows: 4 } },
    { id: 'counted', props: { label: 'Reason', help: 'A sentence is enough.', autosize: true, counter: true } },
  ],
  emit({ label, rows, autosize, placeholder, counter, help, disabled }, out, { field }) {
    const { minlength, maxlength } = field?.constraints ?? {};
    const counts = isSet(counter) && maxlength !== undefined;
    const value = field?.secret ? null : (field?.value ?? null);
    fieldFrame(out, { class: 'ui-text-area', label, help, field }, () => {
      out.element(
        'textarea',
        {
          ...controlAttributes(out, { help, field, described: counts ? ['limit'] : [] }),
          class: 'ui-input',
          'data-autosize': autosize,
          disabled,
          minlength,
          maxlength,
          placeholder,
          readonly: field?.readonly,
          required: field?.required ?? false,
          rows: isSet(rows) ? rows : 3,
        },
        () => {
          if (value) out.text(value);
        },
      );
      if (counts)
        whenOn(out, counter, () => {
          const limit = { constant: true, value: maxlength } as const;
          const used = out.compute("len(value ?? '')", { value: value ?? { constant: true, value: null } });
          out.element('span', { id: out.id('limit'), class: 'ui-text-area__limit' }, () =>
            out.text(out.words('check.maxLength', { limit })),
          );
          // The runtime keeps the number true while someone types into the control of that id.
          out.element('p', { class: 'ui-text-area__count', 'aria-hidden': 'true' }, () => {
            out.element('span', { 'data-ui-count': out.id('input') }, () => out.text(used));
            out.text(` / ${maxlength}`);
          });
        });
    });
  },
});
