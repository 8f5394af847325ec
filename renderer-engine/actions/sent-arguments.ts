import { canonical, sentJson } from '../document/canonical.ts';
import type { Json, JsonObject } from '../document/types.ts';
import type { ActionRequest } from '../engine.ts';
import { constantOf } from '../expressions/code.ts';
import type { ActionCode, ActionEntry, Code } from '../program.ts';
import { type Acting, withData } from './acting.ts';

/**
 * Arguments of the first call, as they count. A button sends what the page wrote into it; whatever else starts a request
 * has them worked out again from the page. `fields`: the action names none, so the form around it is what it sends.
 */
export type SentArguments = { readonly values: JsonObject } | 'fields' | 'hidden' | 'wrong';

export async function sentArguments(acting: Acting, entry: ActionEntry, action: ActionCode): Promise<SentArguments> {
  const { request, program, tools } = acting;
  if (action.with === undefined) return entry.form ? 'fields' : { values: {} };
  if (entry.trigger === 'click') return fits(sentWith(request), action.with);
  const { given } = tools.renderer.asked(program, await withData(acting), request.address, request.trigger);
  return given === null ? 'hidden' : isMap(given) ? { values: given } : 'wrong';
}

/** `_with` as it came. */
function sentWith({ fields }: ActionRequest): Json {
  const text = [...fields].findLast(([name]) => name === '_with')?.[1];
  try {
    return text === undefined ? {} : (JSON.parse(text) as Json);
  } catch {
    return null;
  }
}

/** Hiding a button protects nothing, so what is sent is held against the manifest later, and here against the page. */
function fits(values: Json, written: Code): SentArguments {
  if (!isMap(values)) return 'wrong';
  const known = entriesOf(written);
  if (known === null) return { values };
  const isForeign = Object.entries(values).some(
    ([name, value]) => !known.has(name) || isChanged(value, known.get(name)!),
  );
  return isForeign ? 'wrong' : { values };
}

/** A value that stands in the document is the same for everybody. */
function isChanged(value: Json, code: Code): boolean {
  const constant = constantOf(code);
  return constant !== undefined && canonical(constant) !== sentJson(value);
}

/** What the document writes by name; null when it is one expression for all of it. */
function entriesOf(code: Code): ReadonlyMap<string, Code> | null {
  const constant = constantOf(code);
  if (constant !== undefined) return isMap(constant) ? new Map(Object.entries(constant)) : null;
  if (!Array.isArray(code) || code[0] !== 'map') return null;
  const entries = new Map<string, Code>();
  for (let at = 1; at + 1 < code.length; at += 2) entries.set(String(code[at]), code[at + 1] as Code);
  return entries;
}

const isMap = (value: Json): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
