import { isIcon } from '../components/icons.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { schemaKeywords } from '../document/schema-profile.ts';
import { describe, functionSummaries, isDynamic } from '../expressions/index.ts';
import { styleProperties } from '../themes/style-properties.ts';
import { aboutIcon, aboutMessage, aboutProp, aboutToken, aboutType, aboutView } from './about.ts';
import { cursorAt } from './cursor.ts';
import { holeAt, partAt } from './expressions.ts';
import { seenAt } from './names-seen.ts';
import { type Place, placeAt, shapeFor } from './place.ts';
import { type DocumentView, referred } from './project.ts';
import { describeSchema } from './schemas.ts';
import { mentionAt } from './symbols.ts';
import { decodedOffset, rawOffset, type Span, spanOf, type TextNode } from './text.ts';
import { tokensFor } from './tokens.ts';
import { annotationsOf, isMap, typeOf } from './types.ts';

/** What is shown beside a place; Markdown. */
export interface Hover {
  readonly span: Span;
  readonly about: string;
}

/** What is known of the place under the mouse, problems first. */
export function hover(view: DocumentView, offset: number, problems: readonly Diagnostic[] = []): Hover | null {
  const cursor = cursorAt(view.text, offset);
  if (!cursor?.node) return null;
  const { node, path, kind } = cursor;
  const told = problems.map(
    ({ message, hint, code, docs }) => `${message}${hint ? `\n\n${hint}` : ''}\n\n[${code}](${docs})`,
  );
  const found =
    kind === 'key'
      ? { span: spanOf(node), about: aboutKey(placeAt(view, path), String(node.value), node, view) }
      : aboutValue(view, node, path, offset);
  const parts = [...told, ...(found?.about ? [found.about] : [])];
  return parts.length > 0 ? { span: found?.span ?? spanOf(node), about: parts.join('\n\n---\n\n') } : null;
}

function aboutKey(place: Place, key: string, node: TextNode, view: DocumentView): string {
  switch (place.kind) {
    case 'shape': {
      const shape = shapeFor(place.shape, node.parent?.parent);
      const own = shape?.kind === 'object' && Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined;
      if (own) return `**${key}**${own.required ? ' (required)' : ''}\n\n${own.about}`;
      return aboutDeclared(view, node, key);
    }
    case 'props': {
      const prop = place.type && Object.hasOwn(place.type.props, key) ? place.type.props[key] : undefined;
      if (!prop || !place.type) return '';
      const type = describeSchema({ schema: prop.schema, owner: prop.owner });
      const set = place.type.examples.map(({ props }) => (isMap(props) ? props[key] : undefined));
      const example = set.find((value) => value !== undefined);
      const shown = example === undefined ? '' : `\n\nExample: \`${JSON.stringify(example).slice(0, 200)}\``;
      return `**${key}**: ${type}${prop.required ? ' (required)' : ''}\n\n${aboutProp(prop)}${shown}`;
    }
    case 'slots': {
      const slots = place.type?.slots ?? {};
      const name = Object.hasOwn(slots, key) ? key : `${key.split(':')[0]}:*`;
      const slot = slots[name];
      if (!slot) return '';
      const sees =
        slot.provides.length > 0
          ? `\n\nIts content also sees ${slot.provides.map((one) => `\`${one}\``).join(', ')}.`
          : '';
      return `**${name}**${slot.required ? ' (required)' : ''}\n\n${slot.about}${sees}`;
    }
    case 'value': {
      const { schema } = placeAt(view, [...pathOfKey(node)]) as Extract<Place, { kind: 'value' }>;
      if (!schema) return '';
      const about = typeof schema.schema === 'object' ? String(schema.schema['description'] ?? '') : '';
      return `**${key}**: ${describeSchema(schema)}${about ? `\n\n${about}` : ''}`;
    }
    case 'style': {
      const css = styleProperties[key]?.css.join(', ');
      return css ? `**${key}**\n\nBecomes \`${css}\`.` : '';
    }
    case 'schema':
      return schemaKeywords.includes(key) ? `**${key}** of JSON Schema` : '';
    default:
      return aboutDeclared(view, node, key);
  }
}

function pathOfKey(key: TextNode): readonly (string | number)[] {
  const path: (string | number)[] = [];
  for (let one: TextNode | undefined = key.parent; one; one = one.parent) {
    if (one.type === 'property') path.unshift(String(one.children?.[0]?.value));
    else if (one.parent?.type === 'array') path.unshift((one.parent.children ?? []).indexOf(one));
  }
  return path;
}

/** A name the author chose: what it stands for. */
function aboutDeclared(view: DocumentView, node: TextNode, key: string): string {
  const mention = mentionAt(view, node.offset + 1);
  if (!mention) return '';
  if (mention.named === 'alias') return aboutDocument(view, key);
  return mention.role === 'declares' ? `**${key}** — ${words[mention.named] ?? mention.named}` : '';
}

const words: Readonly<Record<string, string>> = {
  param: 'a param of the address',
  data: 'data of the page',
  form: 'a form',
  message: 'a message',
  local: 'a name for the nodes inside',
  type: 'a type',
  action: 'an action',
  style: 'a style',
  nodes: 'a node to refer to',
  component: 'a component of this document',
  fixture: 'sample data',
  node: 'a node',
  prop: 'a property',
};

function aboutDocument(view: DocumentView, alias: string): string {
  const used = view.used(alias);
  return used ? aboutView(used) : '';
}

function aboutValue(
  view: DocumentView,
  node: TextNode,
  path: readonly (string | number)[],
  offset: number,
): Hover | null {
  if (node.type !== 'string') return null;
  const text = String(node.value);
  const at = decodedOffset(node, view.text.text, offset);
  if (isDynamic(text)) {
    const part = aboutPart(view, node, path, text, at);
    if (part) return part;
  }
  const mention = mentionAt(view, offset);
  if (mention?.named === 'token') {
    const token = tokensFor(view).find(({ path: name }) => name === mention.name);
    return token ? { span: mention.span, about: aboutToken(token) } : null;
  }
  if (mention?.named === 'document') {
    const found = referred(view.project, text);
    return found ? { span: spanOf(node), about: aboutView(found) } : null;
  }
  if (mention?.named === 'component') {
    const type = typeOf(text, view);
    return type && { span: spanOf(node), about: aboutType(type) };
  }
  const place = placeAt(view, path);
  if (place.kind !== 'value') return null;
  const isDrawn = annotationsOf(place.schema.schema)['context'] === 'icon' && isIcon(text);
  return { span: spanOf(node), about: isDrawn ? `${aboutIcon(text)}\n\n**${text}**` : describeSchema(place.schema) };
}

/** A part of an expression: its type, or what a function does. */
function aboutPart(
  view: DocumentView,
  node: TextNode,
  path: readonly (string | number)[],
  text: string,
  at: number,
): Hover | null {
  const hole = holeAt(text, at);
  if (!hole) return null;
  const source = view.text.text;
  const { scope } = seenAt(view, path);
  const { part, known } = partAt(text, at, scope);
  if (!part) return null;
  const own = part.kind === 'member' || part.kind === 'call' ? part.nameSpan : part;
  const span = { start: rawOffset(node, source, own.start), end: rawOffset(node, source, own.end) };
  const written = text.slice(part.start, part.end);
  const called =
    part.kind === 'call'
      ? (functionSummaries.find(({ name }) => name === part.name) ?? scope.hostFunctions?.().get(part.name))
      : undefined;
  if (called)
    return {
      span,
      about: `\`${called.signature}\`\n\n${called.summary}\n\nGives ${known ? describe(known.type) : 'a value'}.`,
    };
  const message = part.kind === 'literal' ? mentionAt(view, span.start + 1) : null;
  if (message?.named === 'message') return { span, about: aboutMessage(view, message.name, message.alias) };
  return known ? { span, about: `\`${written.slice(0, 120)}\`: ${describe(known.type)}` } : null;
}
