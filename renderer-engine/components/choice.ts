import type { Attributes, Field, Input, Out } from './component.ts';

/** One radio button or checkbox of a group, with its words beside it. `at` is its place: the first has the group's id. */
export function choice(
  out: Out,
  field: Field | null,
  at: Input,
  { label, ...control }: Attributes & { readonly label: Input },
): void {
  out.element('label', { class: 'ui-choice' }, () => {
    const id = out.compute('at == 0 ? own : null', { at, own: out.id('input') });
    out.element('input', { id, name: field?.name ?? null, ...control });
    out.element('span', {}, () => out.text(label));
  });
}
