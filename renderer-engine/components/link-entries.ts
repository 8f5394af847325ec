import type { Json, JsonObject, JsonSchema } from '../document/types.ts';
import type { Input, Out } from './component.ts';
import { linkSchema } from './prop.ts';

/** Where an entry of a list of links leads; as the prop `to` of a Link. */
export const entryTo: JsonSchema = { ...linkSchema, 'x-ui': { context: 'page' } };

/** One entry, whether the document spelled the list out or it is only known at render. */
export interface Entry {
  field(name: string): Input;
}

/** Writes each entry of a list; those written in place one by one, so that what is constant is decided now. */
export function eachEntry(
  out: Out,
  list: Input<readonly Json[] | null>,
  body: (entry: Entry, isLast: Input) => void,
): void {
  if (!list.constant) {
    const last = out.compute('size(list) - 1', { list });
    out.each(list, { as: 'entry', index: 'at' }, (item, at) =>
      body(
        { field: (name) => out.compute('item[name]', { item, name: { constant: true, value: name } }) },
        out.compute('at == last', { at, last }),
      ),
    );
    return;
  }
  const entries = list.value ?? [];
  for (const [at, entry] of entries.entries())
    body({ field: (name) => fieldOf(out, entry, name) }, { constant: true, value: at === entries.length - 1 });
}

function fieldOf(out: Out, entry: Json, name: string): Input {
  if (out.isOpen(entry)) {
    const item = out.template(entry, {});
    return out.compute('item[name]', { item, name: { constant: true, value: name } });
  }
  const isMap = typeof entry === 'object' && entry !== null && !Array.isArray(entry);
  const value: Json = isMap && Object.hasOwn(entry, name) ? ((entry as JsonObject)[name] ?? null) : null;
  // Lists inside are laid out in turn; everything else may be a template.
  return Array.isArray(value) ? { constant: true, value } : out.template(value, {});
}
