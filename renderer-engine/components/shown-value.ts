import type { Attributes, Field, Input, Out } from './component.ts';
import { describedBy, type FieldParts, labelText, notes } from './field.ts';

/**
 * The words of a choice instead of its control, in a form that only shows its values. HTML has no read-only select,
 * checkbox or radio button, and what is disabled cannot be reached by keyboard; a text can be reached, read and copied.
 */
export function shownValue(out: Out, parts: FieldParts, words: () => void): void {
  const label = out.id('label');
  const described = describedBy(out, parts)['aria-describedby'];
  const value: Attributes = {
    id: out.id('input'),
    class: 'ui-input ui-field__value',
    role: 'textbox',
    tabindex: '0',
    'aria-readonly': 'true',
    'aria-labelledby': label,
    'aria-describedby': described,
  };
  out.root('div', { class: `ui-field ${parts.class}` }, () => {
    out.element('span', { id: label, class: 'ui-field__label' }, () => labelText(out, parts));
    out.element('div', value, words);
    notes(out, parts);
  });
}

/** Writes the control, or the words of its value where nobody can change it. */
export function controlOrValue(out: Out, parts: FieldParts, control: () => void, words: (field: Field) => void): void {
  const { field } = parts;
  if (!field) control();
  else out.if(field.readonly, () => shownValue(out, parts, () => words(field)), control);
}

/** The words of what was chosen among options; those of no choice where nothing was. */
export function chosenWords(
  out: Out,
  { value, multiple }: Field,
  options: Input,
  { entryOf, wordsOf }: { readonly entryOf: (option: Input) => Input; readonly wordsOf: (option: Input) => Input },
): void {
  const empty = out.compute("value == null || (type(value) == 'list' && size(value) == 0)", { value });
  out.if(
    empty,
    () => out.text(out.words('form.none')),
    () =>
      out.each(options, { as: 'option', index: 'at' }, (option) => {
        const own = entryOf(option);
        const isChosen = out.compute("type(value) == 'list' ? own in value : own == value", { own, value });
        const line = () => out.text(wordsOf(option));
        out.if(isChosen, () => (multiple ? out.element('div', {}, line) : line()));
      }),
  );
}
