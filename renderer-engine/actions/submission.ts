import { hasKeys } from '../document/map-values.ts';
import { pointerKeys } from '../document/pointer.ts';
import type { Json, JsonObject } from '../document/types.ts';
import type { FieldError, RenderInput } from '../engine.ts';
import { decodeFields, type SubmittedField } from '../forms/decode.ts';
import type { FormContract } from '../program.ts';
import type { Shown } from '../stages/6-render/state.ts';

/** A form as it was sent. */
export interface Submission {
  /** What counts: fields that the page shows with these values, and hidden ones that are kept (language.md 4.2). */
  readonly value: JsonObject;
  /** The same for showing the form again: an emptied field is null, not its initial value. */
  readonly typed: JsonObject;
  /** The form only shows its values: nothing of what was sent counts. */
  readonly readonly: boolean;
}

/** The inputs a page shows for some values; null when it does not show the form at all. */
export type ShownFields = (typed: JsonObject) => Omit<Shown, 'form'> | null;

/**
 * Decodes a form and drops what is hidden or closed: an input that is not there with the values that remain, or that
 * nobody can change, has no say. Each round can only take fields away, so it ends.
 */
export function readSubmission(
  fields: readonly SubmittedField[],
  form: FormContract,
  keep: readonly string[],
  timeZone: string | undefined,
  shownWith: ShownFields,
): Submission | null {
  let left = fields;
  for (;;) {
    const first = decodeFields(left, form.schema, [], timeZone);
    const shown = shownWith(withNulls(first, []));
    if (shown === null) return null;
    const { pointers, closed, readonly } = shown;
    const counts = (name: string) => pointers.has(name) || (keep.includes(name) && !closed.has(name));
    const next = readonly ? [] : left.filter(([name]) => counts(name));
    if (next.length < left.length) {
      left = next;
      continue;
    }
    const value = decodeFields(left, form.schema, [...pointers], timeZone);
    return { value, typed: withNulls(value, [...pointers]), readonly };
  }
}

/** Shown fields without a value are empty, whatever the form starts with. */
function withNulls(value: JsonObject, shown: readonly string[]): JsonObject {
  const typed = structuredCloneOf(value);
  for (const pointer of shown) {
    const [key, ...rest] = pointerKeys(pointer);
    if (key !== undefined && rest.length === 0 && !Object.hasOwn(typed, key)) typed[key] = null;
  }
  return typed;
}

const structuredCloneOf = (value: JsonObject): Record<string, Json> =>
  JSON.parse(JSON.stringify(value)) as Record<string, Json>;

type ByField = Readonly<Record<string, readonly string[]>>;

/** What was found out about a form, as a render takes it. */
export type FormMessages = Readonly<Record<FieldError['severity'], ByField>>;

type Found = readonly Pick<FieldError, 'at' | 'message' | 'severity'>[];

export const messagesOf = (found: Found): FormMessages => ({
  error: byField(found, 'error'),
  warning: byField(found, 'warning'),
});

function byField(found: Found, wanted: FieldError['severity']): ByField {
  const fields: Record<string, string[]> = {};
  for (const { at, message, severity } of found) {
    if (severity !== wanted) continue;
    fields[at] ??= [];
    fields[at].push(message);
  }
  return fields;
}

/** What a render needs to show a form as it was sent. */
export const shownAgain = (
  input: RenderInput,
  node: string,
  typed: JsonObject,
  { error, warning }: FormMessages,
): RenderInput => ({
  ...input,
  form: { [node]: typed },
  formErrors: { [node]: error },
  ...(hasKeys(warning) && { formWarnings: { [node]: warning } }),
});
