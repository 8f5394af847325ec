import type { Attributes, AttributeValue, Field, Input, Out } from './component.ts';
import { isSet } from './responsive.ts';

/** What surrounds every input: label, help and errors, tied to the control by id. */
interface FieldParts {
  readonly class: string;
  readonly label: Input;
  readonly help: Input;
  readonly field: Field | null;
}

/** Attributes that tie a control to its field; the control's DOM id ends in `-input`. */
export function controlAttributes(out: Out, { help, field }: Pick<FieldParts, 'help' | 'field'>): Attributes {
  return { id: out.id('input'), name: field?.name ?? null, ...described(out, help, field) };
}

/** `aria-describedby` names the help and, while there are any, the errors. */
export function described(out: Out, help: Input, field: Field | null): Attributes {
  if (!field) return { 'aria-describedby': isSet(help) ? out.id('help') : null };
  const errors = field.errors;
  const ids = isSet(help)
    ? out.compute("size(errors) > 0 ? help + ' ' + own : help", { errors, help: out.id('help'), own: out.id('errors') })
    : out.compute('size(errors) > 0 ? own : null', { errors, own: out.id('errors') });
  return { 'aria-describedby': ids, 'aria-invalid': out.compute("size(errors) > 0 ? 'true' : null", { errors }) };
}

/** Root with label, the control that `control` writes, help and errors. */
export function fieldFrame(out: Out, parts: FieldParts, control: () => void): void {
  out.root('div', { class: `ui-field ${parts.class}`, 'data-invalid': invalid(out, parts.field) }, () => {
    out.element('label', { class: 'ui-field__label', for: out.id('input') }, () => labelText(out, parts));
    out.element('div', { class: 'ui-field__control' }, control);
    notes(out, parts);
  });
}

/** The words of a label, with a mark when the field must be filled. */
export function labelText(out: Out, { label, field }: Pick<FieldParts, 'label' | 'field'>): void {
  out.text(label);
  if (field?.required) out.element('span', { class: 'ui-field__required', 'aria-hidden': 'true' }, () => out.text('*'));
}

/** Help and errors below a control. */
export function notes(out: Out, { help, field }: Pick<FieldParts, 'help' | 'field'>): void {
  if (isSet(help)) out.element('p', { class: 'ui-field__help', id: out.id('help') }, () => out.text(help));
  if (!field) return;
  out.if(out.compute('size(errors) > 0', { errors: field.errors }), () =>
    out.element('ul', { class: 'ui-field__errors', id: out.id('errors') }, () =>
      out.each(field.errors, { as: 'message', index: 'at' }, (message) =>
        out.element('li', {}, () => out.text(message)),
      ),
    ),
  );
}

export const invalid = (out: Out, field: Field | null): AttributeValue =>
  field ? out.compute('size(errors) > 0', { errors: field.errors }) : null;

/** Rules shared by all inputs; part of the core layer when any input is used. */
export const fieldStyles = `
  .ui-field { display: flex; flex-direction: column; gap: var(--ui-space-1); min-inline-size: 0; }
  .ui-field__label { font-size: var(--ui-font-size-sm); font-weight: var(--ui-font-weight-medium); color: var(--ui-color-text-default); }
  .ui-field__required { color: var(--ui-color-danger-fg); margin-inline-start: 0.2em; }
  .ui-field__control { position: relative; display: flex; align-items: center; min-inline-size: 0; }
  .ui-field__help { margin: 0; font-size: var(--ui-font-size-sm); color: var(--ui-color-text-muted); }
  .ui-field__errors { margin: 0; padding: 0; list-style: none; font-size: var(--ui-font-size-sm); color: var(--ui-color-danger-fg); }
  .ui-input { appearance: none; inline-size: 100%; min-inline-size: 0; min-block-size: var(--ui-size-control-md); margin: 0; padding: var(--ui-space-1) var(--ui-space-3); border: 1px solid var(--ui-color-control-border); border-radius: var(--ui-radius-control); background: var(--ui-color-control-bg); color: var(--ui-color-text-default); font: inherit; transition: border-color var(--ui-motion-fast); }
  .ui-input::placeholder { color: var(--ui-color-text-subtle); opacity: 1; }
  .ui-input:hover:not(:disabled) { border-color: var(--ui-color-control-border-hover); }
  .ui-input:focus-visible { outline: 2px solid var(--ui-color-border-focus); outline-offset: -1px; border-color: transparent; }
  .ui-input:disabled { background: var(--ui-color-surface-sunken); color: var(--ui-color-text-muted); cursor: not-allowed; }
  .ui-input[aria-invalid="true"] { border-color: var(--ui-color-danger-solid); }
`;
