import type { Named, Shape } from '../document/shapes/shape.ts';
import { isDynamic } from '../expressions/index.ts';
import { includedBy } from './included.ts';
import { add, type Path, type Walk } from './mention.ts';
import { inTemplate } from './mentions-in-holes.ts';
import type { Place } from './place.ts';
import { insideOf, type TextNode } from './text.ts';

/** Names in a text that is a value. */
export function inText(node: TextNode, place: Place, path: Path, walk: Walk): undefined {
  const text = String(node.value);
  if (place.kind === 'style' || place.kind === 'style-value' || place.kind === 'tokens')
    return inToken(node, text, walk);
  if (place.kind === 'value') {
    if (
      place.node?.type === 'Include' &&
      path.at(-2) === 'props' &&
      inInclude(node, text, place.node.object, path, walk)
    )
      return;
    const named = place.prop && path.at(-2) === 'props' ? contextNames[place.prop.context] : undefined;
    if (named && !isDynamic(text)) return add({ named, name: text, role: 'uses', node }, walk);
    if (place.prop?.context === 'token') return inToken(node, text, walk);
    if (place.prop?.context === 'page' && path.at(-1) === 'page') {
      return add({ named: 'document', name: text, role: 'uses', node }, walk);
    }
    if (place.dynamic || place.prop) inTemplate(node, text, walk);
    return;
  }
  if (place.kind !== 'shape') return;
  if (isDynamic(text)) return inTemplate(node, text, walk);
  const key = path.at(-1);
  if (key === 'bind' && text.startsWith('params:')) {
    const { start, end } = insideOf(node, walk.view.text.text);
    return add({ named: 'param', name: text.slice(7), role: 'uses', node }, walk, { start: start + 7, end });
  }
  if (key === 'route' && path.length === 1) return inRoute(node, text, walk);
  const shape = textShape(place.shape);
  if (!shape) return;
  const within = shape.declares === 'local' ? place.node?.object : undefined;
  if (shape.declares) {
    const target = shape.declares === 'node' ? node.parent?.parent : undefined;
    add({ named: shape.declares, name: text, role: 'declares', node, target, ...(within && { within }) }, walk);
  }
  if (shape.uses === 'document') {
    const { start } = insideOf(node, walk.view.text.text);
    const name = text.split('@')[0] ?? '';
    add({ named: 'document', name, role: 'uses', node }, walk, { start, end: start + name.length });
  } else if (shape.uses) add({ named: shape.uses, name: text, role: 'uses', node }, walk);
}

/** Which page an Include shows, and which node of it. */
function inInclude(node: TextNode, text: string, include: TextNode, path: Path, walk: Walk): boolean {
  const { alias } = includedBy(include, walk.view);
  if (path.at(-1) === 'page') add({ named: 'alias', name: text, role: 'uses', node }, walk);
  else if (path.at(-1) === 'fragment' && alias !== null)
    add({ named: 'node', name: text, role: 'uses', node, alias }, walk);
  else return false;
  return true;
}

const contextNames: Readonly<Partial<Record<string, Named>>> = {
  form: 'form',
  param: 'param',
  'node-id': 'node',
  source: 'source',
  call: 'call',
};

const textShape = (shape: Shape): Extract<Shape, { kind: 'text' }> | undefined => {
  if (shape.kind === 'text') return shape;
  return shape.kind === 'either' ? shape.shapes.find((one) => one.kind === 'text') : undefined;
};

function inToken(node: TextNode, text: string, walk: Walk): undefined {
  const name = /^\{([^{}\s]+)\}$/.exec(text)?.[1];
  if (name === undefined) return;
  const { start } = insideOf(node, walk.view.text.text);
  add({ named: 'token', name, role: 'uses', node }, walk, { start: start + 1, end: start + 1 + name.length });
}

function inRoute(node: TextNode, text: string, walk: Walk): undefined {
  const { start } = insideOf(node, walk.view.text.text);
  for (const match of text.matchAll(/\{([A-Za-z]\w*)\}/g)) {
    const from = start + match.index + 1;
    const name = match[1] ?? '';
    add({ named: 'param', name, role: 'uses', node }, walk, { start: from, end: from + name.length });
  }
}

/** Names in a `$ref`. */
export function inReference(node: TextNode, walk: Walk): undefined {
  const text = String(node.value);
  const [, alias = '', family = '', name] = /^([^#]*)#\/defs\/([a-z]+)\/([^/]+)/.exec(text) ?? [];
  const named = families[family];
  const { start } = insideOf(node, walk.view.text.text);
  if (alias) add({ named: 'alias', name: alias, role: 'uses', node }, walk, { start, end: start + alias.length });
  if (!named || name === undefined) return;
  const from = start + alias.length + `#/defs/${family}/`.length;
  const span = { start: from, end: from + name.length };
  add({ named, name, role: 'uses', node, ...(alias && { alias }) }, walk, span);
}

const families: Readonly<Record<string, Named>> = {
  types: 'type',
  actions: 'action',
  styles: 'style',
  components: 'component',
  nodes: 'nodes',
};
