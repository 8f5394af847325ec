import { defineComponent } from './define-component.ts';
import { controlAttributes, fieldFrame, fieldStyles } from './field.ts';
import { prop } from './prop.ts';
import { isSet } from './responsive.ts';

export const textInput = defineComponent({
  type: 'TextInput',
  summary: 'One line of text.',
  category: 'forms',
  props: {
    label: prop.text({ required: true }),
    kind: prop.shape(['text', 'email', 'url', 'tel', 'search', 'password'], {
      about: 'Which keyboard and checks the browser offers; from the schema when left out.',
    }),
    placeholder: prop.text({ about: 'An example of a value; never instead of the label.' }),
    help: prop.text({ about: 'A sentence below the input.' }),
    prefix: prop.text({ about: 'Before the value, e.g. a currency.' }),
    suffix: prop.text({ about: 'After the value, e.g. a unit.' }),
    autocomplete: prop.name('text', { about: 'HTML autofill token, e.g. "email".' }),
    disabled: prop.flag(),
    keep: prop.flag({ about: 'Sends the value even while the input is hidden.' }),
  },
  events: ['input', 'change'],
  valueType: { type: ['string', 'number', 'integer', 'null'] },
  accessibleName: { prop: 'label', required: true },
  styles: {
    shared: [fieldStyles],
    base: `
      .ui-text-input__affix { position: absolute; color: var(--ui-color-text-muted); pointer-events: none; }
      .ui-text-input__affix:first-child { inset-inline-start: var(--ui-space-3); }
      .ui-text-input__affix:last-child { inset-inline-end: var(--ui-space-3); }
      .ui-text-input__affix:first-child + .ui-input { padding-inline-start: var(--ui-space-8); }
      .ui-input:has(+ .ui-text-input__affix) { padding-inline-end: var(--ui-space-8); }
    `,
  },
  examples: [
    { id: 'plain', props: { label: 'Name' } },
    {
      id: 'help',
      props: { label: 'E-mail', kind: 'email', help: 'We write only about orders.', placeholder: 'ada@example.com' },
    },
  ],
  emit({ label, kind, placeholder, help, prefix, suffix, autocomplete, disabled }, out, { field }) {
    const affix = (words: typeof prefix) => {
      if (isSet(words))
        out.element('span', { class: 'ui-text-input__affix', 'aria-hidden': 'true' }, () => out.text(words));
    };
    // A password never stands in HTML, not even after it was refused.
    const value = kind.value === 'password' ? null : (field?.value ?? null);
    fieldFrame(out, { class: 'ui-text-input', label, help, field }, () => {
      affix(prefix);
      out.element('input', {
        ...field?.constraints,
        ...controlAttributes(out, { help, field }),
        class: 'ui-input',
        type: kind.value ?? field?.constraints['type'] ?? 'text',
        ...(isSet(autocomplete) ? { autocomplete } : {}),
        disabled,
        placeholder,
        required: field?.required ?? false,
        value,
      });
      affix(suffix);
    });
  },
});
