import type { Json, JsonObject } from '../document/types.ts';
import type { Hole, Input, Out } from './component.ts';

/**
 * Writes a responsive prop: a plain value becomes the attribute this returns; a token or a map `{ base, md, … }`
 * becomes a utility class (language.md 2.3).
 */
export function responsive(out: Out, property: string, input: Input<Json | null> | Hole): Input | null {
  if (!input.constant) return input;
  const { value } = input;
  if (value === null) return null;
  const isToken = typeof value === 'string' && value.startsWith('{');
  if (typeof value !== 'object' && !isToken) return { constant: true, value };
  out.style({ [property]: value } as JsonObject);
  return null;
}

/** Adds a style when the prop is set; for props that are always constant. */
export function styled(out: Out, property: string, input: Input<Json | null>): void {
  if (input.constant && input.value !== null) out.style({ [property]: input.value } as JsonObject);
}

/** False only when the author certainly left the prop out. */
export const isSet = (input: Input<Json | null>): boolean => !input.constant || input.value !== null;

/** Writes something only when the prop has a value, whether that is known now or at render. */
export function whenSet(out: Out, input: Input<Json | null>, then: () => void): void {
  if (!isSet(input)) return;
  if (input.constant) then();
  else out.if(out.compute('input != null', { input }), then);
}

/** Writes something only when a flag is on. */
export function whenOn(out: Out, flag: Input<boolean | null>, then: () => void): void {
  if (!isSet(flag)) return;
  out.if(flag.constant ? flag : out.compute('flag == true', { flag }), then);
}
