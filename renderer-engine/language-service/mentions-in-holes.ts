import type { Named } from '../document/shapes/shape.ts';
import { childrenOf } from '../expressions/children.ts';
import { type Argument, isDynamic, type Span as PartSpan, parseTemplate } from '../expressions/index.ts';
import { add, type Mention, type Walk } from './mention.ts';
import { rawOffset, type Span, type TextNode } from './text.ts';

/** Names in the holes of a string. */
export function inTemplate(node: TextNode, text: string, walk: Walk): undefined {
  if (!isDynamic(text)) return;
  const source = walk.view.text.text;
  const isPlain = !source.slice(node.offset, node.offset + node.length).includes('\\');
  const toSpan = ({ start, end }: PartSpan): Span =>
    isPlain
      ? { start: node.offset + 1 + start, end: node.offset + 1 + end }
      : { start: rawOffset(node, source, start), end: rawOffset(node, source, end) };
  const tell = (named: Named, name: string, span: PartSpan, more: Partial<Mention> = {}) =>
    add({ named, name, role: 'uses', node, ...more }, walk, toSpan(span));
  for (const part of parseTemplate(text).parts) {
    if (typeof part === 'object' && part.ast) inExpression(part.ast, new Set(), walk, tell);
  }
}

type Tell = (named: Named, name: string, span: PartSpan, more?: Partial<Mention>) => void;

function inExpression(part: Argument, hidden: ReadonlySet<string>, walk: Walk, tell: Tell): undefined {
  if (part.kind === 'name' && !hidden.has(part.name)) {
    const local = walk.locals.findLast(({ name }) => name === part.name);
    if (local) tell('local', part.name, part, { within: local.within });
  }
  if (part.kind === 'member' && part.object.kind === 'name' && !hidden.has(part.object.name)) {
    const named = Object.hasOwn(roots, part.object.name) ? roots[part.object.name] : undefined;
    if (named) tell(named, part.name, part.nameSpan);
  }
  if (part.kind === 'call' && part.name === 't') inMessage(part.args[0], tell);
  const inner = part.kind === 'lambda' ? new Set([...hidden, ...part.parameters]) : hidden;
  for (const child of childrenOf(part)) inExpression(child, inner, walk, tell);
}

const roots: Readonly<Record<string, Named>> = { params: 'param', data: 'data', props: 'prop' };

function inMessage(key: Argument | undefined, tell: Tell): undefined {
  if (key?.kind !== 'literal' || typeof key.value !== 'string') return;
  const colon = key.value.indexOf(':');
  const alias = key.value.slice(0, Math.max(0, colon));
  const from = key.start + 1 + colon + 1;
  if (alias) tell('alias', alias, { start: key.start + 1, end: key.start + 1 + alias.length });
  tell('message', key.value.slice(colon + 1), { start: from, end: key.end - 1 }, alias ? { alias } : {});
}
