import type { JsonObject, JsonSchema } from '../document/types.ts';
import { chainOf, type DocumentView } from './project.ts';
import { childOf, propertiesOf, type TextNode, textAt } from './text.ts';

/** What an Include shows: its own names begin in another document (language.md 8.2). */
export interface Included {
  /** The alias its `page` says; null as long as nobody has written one. */
  readonly alias: string | null;
  /** The page behind it. */
  readonly view: DocumentView | null;
}

export function includedBy(node: TextNode, view: DocumentView): Included {
  const alias = textAt(childOf(node, 'props'), 'page') ?? null;
  const page = alias === null ? null : (view.used(alias) ?? null);
  return { alias, view: page?.kind === 'page' ? page : null };
}

/** The params of a page, with those of its bases, as a schema of what it may be given. */
export function paramsSchema(page: DocumentView): JsonSchema {
  const properties: Record<string, JsonSchema> = {};
  for (const one of [...chainOf(page)].reverse()) {
    for (const { key, value } of propertiesOf(childOf(one.text.tree, 'params'))) {
      if (value) properties[key] = one.text.valueOf(value) as JsonSchema;
    }
  }
  return { type: 'object', properties, additionalProperties: false } as JsonObject;
}
