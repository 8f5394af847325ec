import type { Input, Out } from './component.ts';
import { defineComponent } from './define-component.ts';
import { controlAttributes, fieldFrame, fieldProps, fieldStyles } from './field.ts';
import { prop } from './prop.ts';
import { isSet } from './responsive.ts';

/** What browsers call the kinds. */
const types = {
  date: 'date',
  datetime: 'datetime-local',
  time: 'time',
  month: 'month',
  week: 'week',
} as const;

type Kind = keyof typeof types;

export const dateInput = defineComponent({
  type: 'DateInput',
  summary: 'A day, a time, or both. Instants are read and written in the time zone of the page.',
  category: 'forms',
  props: {
    ...fieldProps,
    kind: prop.shape(['date', 'datetime', 'time', 'month', 'week'], {
      about: 'What is asked for; from the format of the schema when left out.',
    }),
    min: prop.name('text', { about: 'The earliest, in ISO spelling, e.g. "2026-03-01".' }),
    max: prop.name('text', { about: 'The latest, in ISO spelling.' }),
  },
  events: ['change'],
  valueType: { type: ['string', 'null'] },
  accessibleName: { prop: 'label', required: true },
  styles: {
    shared: [fieldStyles],
    base: `
      .ui-date-input .ui-input { font-variant-numeric: tabular-nums; }
      .ui-date-input .ui-input::-webkit-calendar-picker-indicator { cursor: pointer; opacity: 0.6; }
      .ui-date-input .ui-input::-webkit-datetime-edit { padding: 0; }
    `,
  },
  examples: [
    { id: 'day', props: { label: 'Deliver on', kind: 'date', min: '2026-03-01' } },
    { id: 'moment', props: { label: 'Pick-up', kind: 'datetime', help: 'Local time of the warehouse.' } },
  ],
  emit({ label, kind, min, max, help, disabled }, out, { field }) {
    const asked: Kind = kind.value ?? kindOf(field?.constraints['type']);
    const shown = (value: Input) => inControl(out, asked, value);
    const { type: _, pattern: __, minlength: ___, maxlength: ____, ...constraints } = field?.constraints ?? {};
    fieldFrame(out, { class: 'ui-date-input', label, help, field }, () =>
      out.element('input', {
        ...constraints,
        ...controlAttributes(out, { help, field }),
        class: 'ui-input',
        type: types[asked],
        disabled,
        min: isSet(min) ? shown(min) : null,
        max: isSet(max) ? shown(max) : null,
        readonly: field?.readonly,
        required: field?.required ?? false,
        value: field ? shown(field.value) : null,
      }),
    );
  },
});

const kindOf = (type: string | number | undefined): Kind =>
  (Object.keys(types) as Kind[]).find((kind) => types[kind] === type) ?? 'date';

/** The spelling that the browser's control takes. */
function inControl(out: Out, kind: Kind, value: Input): Input {
  if (kind === 'datetime') return out.localTime(value);
  // A time of day may carry seconds and a zone, which the control has no place for.
  return kind === 'time' ? out.compute("type(value) == 'string' ? substr(value, 0, 5) : null", { value }) : value;
}
