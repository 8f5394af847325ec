import { defineComponent } from './define-component.ts';

export const hidden = defineComponent({
  type: 'Hidden',
  summary: 'Sends a value of its form that nobody sees or changes.',
  category: 'forms',
  props: {},
  valueType: {
    anyOf: [
      { type: ['string', 'number', 'integer', 'boolean', 'null'] },
      { type: 'array', items: { type: ['string', 'number', 'integer', 'boolean'] } },
    ],
  },
  styles: { base: '' },
  examples: [
    { id: 'value', title: 'Sends what the form starts with' },
    { id: 'noted', title: 'With a note for whoever reads the document' },
  ],
  emit(_, out, { field }) {
    if (!field || field.secret) return;
    const { name, value } = field;
    if (field.multiple)
      out.each(value, { as: 'item', index: 'at' }, (item) =>
        out.element('input', { type: 'hidden', name, value: item }),
      );
    // "true" and "false", as a checkbox would send them: an attribute of its own could not say false.
    else
      out.root('input', {
        type: 'hidden',
        name,
        value: out.compute("type(value) == 'boolean' ? (value ? 'true' : 'false') : value", { value }),
      });
  },
});
