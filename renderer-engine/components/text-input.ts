import { defineComponent } from './define-component.ts';
import { affixIds, controlAttributes, fieldFrame, fieldProps, fieldStyles, withAffixes } from './field.ts';
import { prop } from './prop.ts';
import { isSet } from './responsive.ts';

export const textInput = defineComponent({
  type: 'TextInput',
  summary: 'One line of text.',
  category: 'forms',
  props: {
    ...fieldProps,
    kind: prop.shape(['text', 'email', 'url', 'tel', 'search', 'password'], {
      about: 'Which keyboard and checks the browser offers; from the schema when left out.',
    }),
    placeholder: prop.text({ about: 'An example of a value; never instead of the label.' }),
    prefix: prop.text({ about: 'Before the value, e.g. a currency.' }),
    suffix: prop.text({ about: 'After the value, e.g. a unit.' }),
    autocomplete: prop.name('text', { about: 'HTML autofill token, e.g. "email".' }),
  },
  events: ['input', 'change'],
  valueType: { type: ['string', 'number', 'integer', 'null'] },
  accessibleName: { prop: 'label', required: true },
  styles: {
    shared: [fieldStyles],
    base: `
      .ui-text-input .ui-input[type="search"]::-webkit-search-cancel-button { cursor: pointer; }
    `,
  },
  examples: [
    { id: 'plain', props: { label: 'Name' } },
    {
      id: 'help',
      props: { label: 'E-mail', kind: 'email', help: 'We write only about orders.', placeholder: 'ada@example.com' },
    },
    { id: 'affixes', props: { label: 'Shop address', prefix: 'https://', suffix: '.example.com' } },
  ],
  emit({ label, kind, placeholder, help, prefix, suffix, autocomplete, disabled }, out, { field }) {
    const type = kind.value ?? field?.constraints['type'] ?? 'text';
    // A password never stands in HTML, not even after it was refused.
    const value = type === 'password' || field?.secret ? null : (field?.value ?? null);
    fieldFrame(out, { class: 'ui-text-input', label, help, field }, () =>
      withAffixes(out, { prefix, suffix }, () =>
        out.element('input', {
          ...field?.constraints,
          ...controlAttributes(out, { help, field, described: affixIds({ prefix, suffix }) }),
          class: 'ui-input',
          type,
          ...(isSet(autocomplete) ? { autocomplete } : {}),
          disabled,
          placeholder,
          readonly: field?.readonly,
          required: field?.required ?? false,
          value,
        }),
      ),
    );
  },
});
