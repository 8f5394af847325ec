import { defineComponent } from './define-component.ts';
import { prop } from './prop.ts';
import { responsive, whenSet } from './responsive.ts';

export const form = defineComponent({
  type: 'Form',
  summary: 'Gathers inputs and sends them: to a form of the page, or as params in the address.',
  category: 'forms',
  props: {
    form: prop.fixedName('form', { about: 'Which form of the page it fills.' }),
    method: prop.shape(['get'], { about: 'Sends its inputs as params of this page.' }),
    layout: prop.axis(['stacked', 'inline', 'horizontal']),
    columns: prop.choice([1, 2, 3, 4], { responsive: true, about: 'Columns of a stacked form.' }),
    live: prop.flag({ about: 'Refreshes what depends on a value as soon as it changes.' }),
    errorSummary: prop.flag({ about: 'Lists all problems at the top, linked to their inputs.' }),
    readonly: prop.flag({ about: 'Shows the values without letting anyone change them.' }),
  },
  slots: { default: {} },
  events: ['change'],
  accessibleName: { required: false },
  children: { notIn: ['Form'] },
  styles: {
    base: `
      .ui-form { min-inline-size: 0; }
      .ui-form__fields { display: grid; gap: var(--ui-space-4); grid-template-columns: minmax(0, 1fr); margin: 0; padding: 0; border: 0; min-inline-size: 0; }
      .ui-form__fields > .ui-button { justify-self: start; }
      ${[2, 3, 4].map((n) => `.ui-form[data-columns="${n}"] > .ui-form__fields { grid-template-columns: repeat(${n}, minmax(0, 1fr)); }`).join('\n')}
      .ui-form[class*="u-"] > .ui-form__fields { grid-template-columns: var(--_columns, minmax(0, 1fr)); }
      .ui-form__errors { margin-block-end: var(--ui-space-4); padding: var(--ui-space-3) var(--ui-space-4); border: 1px solid var(--ui-color-danger-border); border-radius: var(--ui-radius-control); background: var(--ui-color-danger-soft); color: var(--ui-color-danger-fg); }
      .ui-form__errors ul { margin: 0; padding-inline-start: var(--ui-space-4); }
      .ui-form__errors a { color: inherit; }
    `,
    axes: {
      layout: {
        default: 'stacked',
        values: {
          stacked: '',
          inline:
            '> .ui-form__fields { display: flex; flex-wrap: wrap; align-items: flex-end; gap: var(--ui-space-3); } > .ui-form__fields > .ui-field { flex: 1 1 10rem; max-inline-size: 20rem; }',
          horizontal:
            '@above sm { > .ui-form__fields > .ui-field { display: grid; grid-template-columns: 10rem minmax(0, 1fr); column-gap: var(--ui-space-4); } > .ui-form__fields > .ui-field > .ui-field__label { padding-block-start: var(--ui-space-2); } > .ui-form__fields > .ui-field > :not(.ui-field__label) { grid-column: 2; } > .ui-form__fields > .ui-button { margin-inline-start: calc(10rem + var(--ui-space-4)); } }',
        },
      },
    },
  },
  examples: [
    {
      id: 'search',
      props: { method: 'get', layout: 'inline' },
      slots: { default: [{ id: 'go', type: 'Button', props: { text: 'Search', kind: 'submit' } }] },
    },
  ],
  emit({ columns, live, errorSummary, readonly }, out, { form, label }) {
    const count = responsive(out, 'formColumns', columns);
    const target = { action: form?.action ?? null, method: form?.method ?? 'get' };
    // A form without a name is no landmark, so the role is only worth having with one.
    const role = label ? 'form' : null;
    out.root('form', { class: 'ui-form', ...target, 'data-columns': count, 'data-live': live, role }, () => {
      for (const [name, value] of Object.entries(form?.hidden ?? {}))
        whenSet(out, value, () => out.element('input', { type: 'hidden', name, value }));
      if (form)
        out.if(out.compute('wanted == true && size(errors) > 0', { wanted: errorSummary, errors: form.errors }), () => {
          out.element('div', { class: 'ui-form__errors', role: 'alert' }, () =>
            out.element('ul', {}, () =>
              out.each(form.errors, { as: 'problem', index: 'at' }, (problem) =>
                out.element('li', {}, () =>
                  out.element('a', { href: out.compute("'#' + problem.id + '-input'", { problem }) }, () =>
                    out.text(out.compute('problem.message', { problem })),
                  ),
                ),
              ),
            ),
          );
        });
      out.element('fieldset', { class: 'ui-form__fields', disabled: readonly }, () => out.slot('default'));
    });
  },
});
