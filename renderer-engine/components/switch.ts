import { onOff } from './checkbox.ts';
import { defineComponent } from './define-component.ts';
import { fieldProps, fieldStyles } from './field.ts';
import { controlOrValue } from './shown-value.ts';

export const switchInput = defineComponent({
  type: 'Switch',
  summary: 'Turns something on or off.',
  category: 'forms',
  props: fieldProps,
  events: ['change'],
  valueType: { type: ['boolean', 'null'] },
  accessibleName: { prop: 'label', required: true },
  styles: {
    shared: [fieldStyles],
    base: `
      .ui-switch__track { appearance: none; flex: none; position: relative; inline-size: 2.25rem; block-size: 1.25rem; margin: 0.0625rem 0 0; border: 1px solid var(--ui-color-control-border); border-radius: var(--ui-radius-full); background: var(--ui-color-surface-sunken); cursor: inherit; transition: background-color var(--ui-motion-fast), border-color var(--ui-motion-fast); }
      .ui-switch__track::before { content: ""; position: absolute; inset-block-start: 50%; inset-inline-start: 2px; inline-size: 0.875rem; block-size: 0.875rem; margin-block-start: -0.4375rem; border-radius: 50%; background: var(--ui-color-text-muted); transition: inset-inline-start var(--ui-motion-fast); }
      .ui-switch__track:checked { background: var(--ui-color-action-bg); border-color: var(--ui-color-action-bg); }
      .ui-switch__track:checked::before { inset-inline-start: calc(100% - 0.875rem - 2px); background: var(--ui-color-action-fg); }
      .ui-switch__track:disabled { opacity: var(--ui-opacity-disabled); }
      .ui-switch__track[aria-invalid="true"] { border-color: var(--ui-color-danger-solid); }
      .ui-switch > :is(.ui-field__help, .ui-field__errors, .ui-field__warnings) { padding-inline-start: 2.75rem; }
      @media (forced-colors: active) { .ui-switch__track::before { background: ButtonText; } .ui-switch__track:checked::before { background: Highlight; } }
    `,
  },
  examples: [
    { id: 'plain', props: { label: 'Notify me about late orders' } },
    { id: 'help', props: { label: 'Maintenance mode', help: 'Customers see a notice instead of the shop.' } },
  ],
  emit({ label, help, disabled }, out, { field }) {
    const parts = { class: 'ui-switch', label, help, field };
    controlOrValue(
      out,
      parts,
      () => onOff(out, parts, disabled, { class: 'ui-switch__track', role: 'switch' }),
      ({ value }) =>
        out.if(
          out.compute('value == true', { value }),
          () => out.text(out.words('form.on')),
          () => out.text(out.words('form.off')),
        ),
    );
  },
});
