import type { Named } from '../document/shapes/shape.ts';
import type { JsonSchema } from '../document/types.ts';
import { mentionsIn } from './mentions.ts';
import { chainOf, type DocumentView } from './project.ts';
import { describeSchema, schemaAt } from './schemas.ts';
import { type TextNode, textAt } from './text.ts';

/** A name that fits a place. */
export interface Candidate {
  readonly name: string;
  readonly detail?: string | undefined;
  readonly about?: string | undefined;
  readonly rank?: number;
}

/** Names that a document or its bases declare. */
export function declared(named: Named, view: DocumentView): readonly Candidate[] {
  const found = new Map<string, Candidate>();
  for (const one of chainOf(view)) {
    for (const mention of mentionsIn(one)) {
      if (mention.named !== named || found.has(mention.name)) continue;
      if (mention.role !== 'declares' && named !== 'event') continue;
      found.set(mention.name, { name: mention.name, detail: detailOf(mention.target, named, one) });
    }
  }
  return [...found.values()];
}

function detailOf(target: TextNode | undefined, named: Named, view: DocumentView): string | undefined {
  if (!target) return undefined;
  if (named === 'node') return textAt(target, 'type') ?? undefined;
  if (named === 'message') return String(target.value ?? '');
  if (named === 'data') return textAt(target, 'source') ?? undefined;
  if (named !== 'param' && named !== 'type') return undefined;
  return describeSchema(schemaAt(view.text.valueOf(target) as JsonSchema, view));
}
