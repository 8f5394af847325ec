import type { Attributes, AttributeValue, Field, Input, Out } from './component.ts';
import { prop } from './prop.ts';
import { isSet, whenSet } from './responsive.ts';

/** Props that every input has. */
export const fieldProps = {
  label: prop.text({ required: true, about: 'Names the input; always visible.' }),
  help: prop.text({ about: 'A sentence below the input.' }),
  disabled: prop.flag({ about: 'Shows the input without letting anyone change or send it.' }),
  keep: prop.flag({ about: 'Sends the value even while the input is hidden.' }),
} as const;

/** What surrounds every input: label, help and errors, tied to the control by id. */
export interface FieldParts {
  readonly class: string;
  readonly label: Input;
  readonly help: Input;
  readonly field: Field | null;
  /** Suffixes of the ids of more words that describe the control, e.g. of a unit. */
  readonly described?: readonly string[];
}

/** Attributes that tie a control to its field; the control's DOM id ends in `-input`. */
export function controlAttributes(out: Out, parts: Pick<FieldParts, 'help' | 'field' | 'described'>): Attributes {
  return { id: out.id('input'), name: parts.field?.name ?? null, ...describedBy(out, parts) };
}

/** `aria-describedby` names what describes the control and, while there are any, the errors. */
export function describedBy(
  out: Out,
  { help, field, described = [] }: Pick<FieldParts, 'help' | 'field' | 'described'>,
): Attributes {
  const ids = [...described, ...(isSet(help) ? ['help'] : [])].map((suffix) => out.id(suffix));
  const always = idList(out, ids);
  if (!field) return { 'aria-describedby': always };
  const { errors, warnings } = field;
  const wrong = alsoWhile(out, errors, always, 'errors');
  const all = warnings ? alsoWhile(out, warnings, wrong, 'warnings') : wrong;
  return { 'aria-describedby': all, 'aria-invalid': out.compute("size(errors) > 0 ? 'true' : null", { errors }) };
}

/** Ids, and one more while there are messages. */
function alsoWhile(out: Out, messages: Input, ids: Input | null, suffix: string): Input {
  const own = out.id(suffix);
  if (!ids) return out.compute('size(messages) > 0 ? own : null', { messages, own });
  return out.compute("size(messages) > 0 ? (ids == null ? own : ids + ' ' + own) : ids", { messages, ids, own });
}

function idList(out: Out, ids: readonly Input[]): Input | null {
  if (ids.length < 2) return ids[0] ?? null;
  const names = Object.fromEntries(ids.map((id, at) => [`i${at}`, id]));
  return out.compute(Object.keys(names).join(" + ' ' + "), names);
}

/** Root with label, the control that `control` writes, help and errors. */
export function fieldFrame(out: Out, parts: FieldParts, control: () => void): void {
  out.root('div', { class: `ui-field ${parts.class}`, 'data-invalid': invalid(out, parts.field) }, () => {
    out.element('label', { class: 'ui-field__label', for: out.id('input') }, () => labelText(out, parts));
    control();
    notes(out, parts);
  });
}

/** The same around several controls: a group with a legend. The first control has the id that ends in `-input`. */
export function groupFrame(out: Out, parts: FieldParts & { readonly disabled: Input }, controls: () => void): void {
  out.root('div', { class: `ui-field ${parts.class}`, 'data-invalid': invalid(out, parts.field) }, () => {
    const { 'aria-describedby': words } = describedBy(out, parts);
    const group: Attributes = { class: 'ui-field__group', disabled: parts.disabled, 'aria-describedby': words };
    out.element('fieldset', group, () => {
      out.element('legend', { class: 'ui-field__label' }, () => labelText(out, parts));
      out.element('div', { class: 'ui-field__choices' }, controls);
    });
    notes(out, parts);
  });
}

/** The words of a label, with a mark when the field must be filled. Browsers say "required" by themselves. */
export function labelText(out: Out, { label, field }: Pick<FieldParts, 'label' | 'field'>): void {
  out.text(label);
  if (field?.required) out.element('span', { class: 'ui-field__required', 'aria-hidden': 'true' }, () => out.text('*'));
}

/** Help, errors and warnings below a control. */
export function notes(out: Out, { help, field }: Pick<FieldParts, 'help' | 'field'>): void {
  whenSet(out, help, () => out.element('p', { id: out.id('help'), class: 'ui-field__help' }, () => out.text(help)));
  if (!field) return;
  messages(out, field.errors, 'errors');
  if (field.warnings) messages(out, field.warnings, 'warnings');
}

function messages(out: Out, found: Input, kind: 'errors' | 'warnings'): void {
  out.if(out.compute('size(found) > 0', { found }), () =>
    out.element('ul', { id: out.id(kind), class: `ui-field__${kind}` }, () =>
      out.each(found, { as: 'message', index: 'at' }, (message) => out.element('li', {}, () => out.text(message))),
    ),
  );
}

export const invalid = (out: Out, field: Field | null): AttributeValue =>
  field ? out.compute('size(errors) > 0', { errors: field.errors }) : null;

/** Words inside the frame of a control, before or after the value; they also describe it. */
export interface Affixes {
  readonly prefix?: Input;
  readonly suffix?: Input;
}

/** Suffixes of the ids of the affixes that are there. */
export const affixIds = ({ prefix, suffix }: Affixes): readonly string[] => [
  ...(prefix && isSet(prefix) ? ['prefix'] : []),
  ...(suffix && isSet(suffix) ? ['suffix'] : []),
];

/** A control, in one frame with its affixes when there are any. */
export function withAffixes(out: Out, affixes: Affixes, control: () => void): void {
  const affix = (name: keyof Affixes): void => {
    const words = affixes[name];
    if (!words) return;
    whenSet(out, words, () =>
      out.element('span', { id: out.id(name), class: 'ui-affixed__words' }, () => out.text(words)),
    );
  };
  if (affixIds(affixes).length === 0) control();
  else
    out.element('div', { class: 'ui-affixed' }, () => {
      affix('prefix');
      control();
      affix('suffix');
    });
}

/** Rules shared by all inputs; part of the core layer when any input is used. */
export const fieldStyles = `
  .ui-field { display: flex; flex-direction: column; gap: var(--ui-space-1); min-inline-size: 0; }
  .ui-field__label { font-size: var(--ui-font-size-sm); font-weight: var(--ui-font-weight-medium); color: var(--ui-color-text-default); overflow-wrap: anywhere; }
  .ui-field__required { color: var(--ui-color-danger-fg); margin-inline-start: 0.2em; }
  .ui-field__help { margin: 0; font-size: var(--ui-font-size-sm); color: var(--ui-color-text-muted); }
  .ui-field__errors { margin: 0; padding: 0; list-style: none; font-size: var(--ui-font-size-sm); font-weight: var(--ui-font-weight-medium); color: var(--ui-color-danger-fg); }
  .ui-field__warnings { margin: 0; padding: 0; list-style: none; font-size: var(--ui-font-size-sm); color: var(--ui-color-warning-fg); }
  .ui-field__value { white-space: pre-wrap; overflow-wrap: anywhere; cursor: default; }
  .ui-field__group { margin: 0; padding: 0; border: 0; min-inline-size: 0; }
  .ui-field__group > legend { padding: 0; margin-block-end: var(--ui-space-1); }
  .ui-field__choices { display: flex; flex-direction: column; gap: var(--ui-space-1); }
  .ui-choice { display: flex; align-items: flex-start; gap: var(--ui-space-2); inline-size: fit-content; max-inline-size: 100%; min-block-size: 1.5rem; padding-block: 0.125rem; cursor: pointer; }
  .ui-choice:has(:disabled) { color: var(--ui-color-text-muted); cursor: not-allowed; }
  .ui-choice > span { min-inline-size: 0; overflow-wrap: anywhere; }
  .ui-tick { appearance: none; flex: none; display: grid; place-content: center; inline-size: 1.125rem; block-size: 1.125rem; margin: 0.125rem 0 0; border: 1px solid var(--ui-color-control-border); border-radius: var(--ui-radius-xs); background: var(--ui-color-control-bg); cursor: inherit; transition: background-color var(--ui-motion-fast), border-color var(--ui-motion-fast); }
  .ui-choice:hover > .ui-tick:not(:disabled) { border-color: var(--ui-color-control-border-hover); }
  .ui-tick:checked { background: var(--ui-color-action-bg); border-color: var(--ui-color-action-bg); }
  .ui-tick:disabled { opacity: var(--ui-opacity-disabled); }
  .ui-tick[aria-invalid="true"], [data-invalid] .ui-tick { border-color: var(--ui-color-danger-solid); }
  .ui-input { appearance: none; inline-size: 100%; min-inline-size: 0; min-block-size: var(--ui-size-control-md); margin: 0; padding: var(--ui-space-1) var(--ui-space-3); border: 1px solid var(--ui-color-control-border); border-radius: var(--ui-radius-control); background: var(--ui-color-control-bg); color: var(--ui-color-text-default); font: inherit; transition: border-color var(--ui-motion-fast); }
  .ui-input::placeholder { color: var(--ui-color-text-subtle); opacity: 1; }
  .ui-input:hover:not(:disabled) { border-color: var(--ui-color-control-border-hover); }
  .ui-input:focus-visible { outline: 2px solid var(--ui-color-border-focus); outline-offset: -1px; border-color: transparent; }
  .ui-input:disabled { background: var(--ui-color-surface-sunken); color: var(--ui-color-text-muted); cursor: not-allowed; }
  .ui-input[aria-invalid="true"] { border-color: var(--ui-color-danger-solid); }
  .ui-affixed { display: flex; align-items: stretch; min-inline-size: 0; border: 1px solid var(--ui-color-control-border); border-radius: var(--ui-radius-control); background: var(--ui-color-control-bg); overflow: clip; transition: border-color var(--ui-motion-fast); }
  .ui-affixed:hover:not(:has(:disabled)) { border-color: var(--ui-color-control-border-hover); }
  .ui-affixed:has(> .ui-input:focus-visible) { outline: 2px solid var(--ui-color-border-focus); outline-offset: -1px; }
  .ui-affixed:has(> [aria-invalid="true"]) { border-color: var(--ui-color-danger-solid); }
  .ui-affixed:has(> :disabled) { background: var(--ui-color-surface-sunken); }
  .ui-affixed > .ui-input { flex: 1; min-block-size: calc(var(--ui-size-control-md) - 2px); border: 0; border-radius: 0; background: none; outline: none; }
  .ui-affixed__words { flex: none; display: flex; align-items: center; padding-inline: var(--ui-space-3); color: var(--ui-color-text-muted); max-inline-size: 45%; overflow-wrap: anywhere; }
  .ui-affixed__words:first-child { padding-inline-end: 0; }
  .ui-affixed__words:last-child { padding-inline-start: 0; }
`;
