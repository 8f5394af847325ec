import type { FormTarget, Input, Out } from './component.ts';
import { defineComponent } from './define-component.ts';
import { prop } from './prop.ts';
import { responsive, whenOn, whenSet } from './responsive.ts';

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
    readonly: prop.flag({
      about: 'Shows the values without letting anyone change them; nothing that is sent for them counts.',
    }),
  },
  slots: { default: {} },
  events: ['change'],
  accessibleName: { required: false },
  children: { notIn: ['Form'] },
  styles: {
    base: `
      .ui-form { --_columns: initial; min-inline-size: 0; }
      .ui-form__fields { display: grid; gap: var(--ui-space-4); grid-template-columns: var(--_columns, minmax(0, 1fr)); margin: 0; padding: 0; border: 0; min-inline-size: 0; }
      .ui-form__fields > .ui-button { justify-self: start; }
      .ui-form__fields > :is(.ui-fieldset, .ui-stack, .ui-grid, .ui-section, .ui-divider, .ui-alert) { grid-column: 1 / -1; }
      ${[2, 3, 4].map((n) => `.ui-form[data-columns="${n}"] { --_columns: repeat(${n}, minmax(0, 1fr)); }`).join('\n')}
      .ui-form__errors { margin-block-end: var(--ui-space-4); padding: var(--ui-space-3) var(--ui-space-4); border: 1px solid var(--ui-color-danger-border); border-radius: var(--ui-radius-control); background: var(--ui-color-danger-soft); color: var(--ui-color-danger-fg); }
      .ui-form__errors > p { margin: 0 0 var(--ui-space-1); font-weight: var(--ui-font-weight-semibold); }
      .ui-form__errors ul { margin: 0; padding-inline-start: var(--ui-space-4); }
      .ui-form__errors a { color: inherit; }
      .ui-form[data-readonly][data-readonly] :is(.ui-input, .ui-affixed) { border-color: transparent; background: none; padding-inline: 0; color: var(--ui-color-text-default); cursor: default; opacity: 1; }
      .ui-form[data-readonly] .ui-input::placeholder { opacity: 0; }
      .ui-form[data-readonly] :is(.ui-field__required, .ui-text-area__count) { display: none; }
      .ui-form[data-readonly] textarea { resize: none; }
      .ui-form[data-readonly] :is(.ui-button[type="submit"]:not([formaction]), .ui-button[type="reset"]) { display: none; }
    `,
    axes: {
      layout: {
        default: 'stacked',
        values: {
          stacked: '',
          inline:
            '> .ui-form__fields { display: flex; flex-wrap: wrap; align-items: flex-end; gap: var(--ui-space-3); } > .ui-form__fields > .ui-field { flex: 1 1 10rem; max-inline-size: 20rem; }',
          horizontal:
            '@above sm { .ui-field:not(:has(> .ui-choice)) { display: grid; grid-template-columns: 10rem minmax(0, 1fr); column-gap: var(--ui-space-4); } .ui-field > .ui-field__label { padding-block-start: var(--ui-space-2); } .ui-field:not(:has(> .ui-choice)) > :not(.ui-field__label, .ui-field__group) { grid-column: 2; } .ui-field:has(> .ui-choice), > .ui-form__fields > .ui-button { margin-inline-start: calc(10rem + var(--ui-space-4)); } .ui-field > .ui-field__group { grid-column: 1 / -1; display: grid; grid-template-columns: 10rem minmax(0, 1fr); column-gap: var(--ui-space-4); } .ui-field__group > legend { float: inline-start; grid-column: 1; } .ui-field__group > .ui-field__choices { grid-column: 2; } }',
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
    {
      id: 'readonly',
      props: { method: 'get', readonly: true },
      slots: { default: ['Values stand here, and nobody can change them.'] },
    },
  ],
  emit({ columns, live, errorSummary, readonly }, out, { form, label }) {
    const count = responsive(out, 'formColumns', columns);
    const target = { action: form?.action ?? null, method: form?.method ?? 'get' };
    // A form without a name is no landmark, so the role is only worth having with one.
    const role = label ? 'form' : null;
    const states = { 'data-columns': count, 'data-live': live, 'data-readonly': readonly };
    out.root('form', { class: 'ui-form', ...target, ...states, role }, () => {
      for (const [name, value] of Object.entries(form?.hidden ?? {})) hiddenInputs(out, name, value);
      if (form && form.method === 'post') summary(out, form, errorSummary);
      // The default button, so that the Enter key sends nothing.
      whenOn(out, readonly, () => out.element('button', { type: 'submit', disabled: true, hidden: true }));
      out.element('fieldset', { class: 'ui-form__fields' }, () => out.slot('default'));
    });
  },
});

/** A list is sent by repeating its name. */
function hiddenInputs(out: Out, name: string, value: Input): void {
  whenSet(out, value, () =>
    out.if(
      out.compute("type(value) == 'list'", { value }),
      () =>
        out.each(value, { as: 'item', index: 'at' }, (item) =>
          out.element('input', { type: 'hidden', name, value: asText(out, item) }),
        ),
      () => out.element('input', { type: 'hidden', name, value: asText(out, value) }),
    ),
  );
}

/** An attribute that is false would be left out. */
const asText = (out: Out, value: Input): Input =>
  out.compute("value == false ? 'false' : value == true ? 'true' : value", { value });

/** What is wrong, with links to the inputs. What has no input of its own is said even where no summary is wanted. */
function summary(out: Out, { errors }: FormTarget, wanted: Input): void {
  const shown = out.compute('wanted == true ? errors : (errors | filter(e => e.id == null))', { wanted, errors });
  out.if(out.compute('size(shown) > 0', { shown }), () =>
    // Focused when the page comes back, so that a screen reader starts here.
    out.element('div', { class: 'ui-form__errors', role: 'alert', tabindex: '-1', autofocus: true }, () => {
      out.element('p', {}, () =>
        out.text(out.words('form.problems', { count: out.compute('size(shown)', { shown }) })),
      );
      out.element('ul', {}, () =>
        out.each(shown, { as: 'problem', index: 'at' }, (problem) =>
          out.element('li', {}, () => {
            const message = out.compute('problem.message', { problem });
            out.if(
              out.compute('problem.id == null', { problem }),
              () => out.text(message),
              () =>
                out.element('a', { href: out.compute("'#' + problem.id + '-input'", { problem }) }, () =>
                  out.text(message),
                ),
            );
          }),
        ),
      );
    }),
  );
}
