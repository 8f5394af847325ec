import type { Named, Shape } from '../document/shapes/shape.ts';
import { childrenOf } from '../expressions/children.ts';
import {
  type Argument,
  type Expression,
  isDynamic,
  type Span as PartSpan,
  parseTemplate,
} from '../expressions/index.ts';
import { includedBy } from './included.ts';
import { below, isNode, type Place, shapeFor } from './place.ts';
import type { DocumentView } from './project.ts';
import { childOf, insideOf, propertiesOf, rawOffset, type Span, type TextNode, textAt } from './text.ts';

/** A name of something, where it stands in a document. */
export interface Mention {
  readonly named: Named | 'token';
  readonly name: string;
  readonly role: 'declares' | 'uses';
  /** The name itself, without quotes or anything around it. */
  readonly span: Span;
  /** The key or text it stands in. */
  readonly node: TextNode;
  /** What it is the name of: the value behind a declaring key; of a node, the node. */
  readonly target?: TextNode | undefined;
  /** Alias of the document it belongs to, when that is written before it. */
  readonly alias?: string;
  /** Of a local name: the node that introduces it. */
  readonly within?: TextNode;
  /** Of a prop of an instance: the type. */
  readonly of?: string;
}

const remembered = new WeakMap<object, { readonly project: object; readonly mentions: readonly Mention[] }>();

/** Every name a document gives or uses, in the order of the text. */
export function mentionsIn(view: DocumentView): readonly Mention[] {
  const known = remembered.get(view.text);
  if (known?.project === view.project) return known.mentions;
  const mentions: Mention[] = [];
  if (view.shape && view.text.tree) {
    const place: Place = { kind: 'shape', shape: view.shape };
    visit(view.text.tree, place, [], { view, mentions, locals: [] });
  }
  remembered.set(view.text, { project: view.project, mentions });
  return mentions;
}

interface Walk {
  readonly view: DocumentView;
  readonly mentions: Mention[];
  /** Names that nodes around introduce, innermost last. */
  readonly locals: readonly { readonly name: string; readonly within: TextNode }[];
}

type Path = readonly (string | number)[];

function visit(node: TextNode, place: Place, path: Path, walk: Walk): undefined {
  if (node.type === 'string') return inText(node, place, path, walk);
  if (node.type !== 'object' && node.type !== 'array') return;
  const inside = withLocals(node, place, walk);
  const items: readonly [string | number, TextNode | undefined, TextNode | null][] =
    node.type === 'array'
      ? (node.children ?? []).map((child, index) => [index, child, null])
      : propertiesOf(node).map(({ key, keyNode, value }) => [key, value, keyNode]);
  for (const [key, value, keyNode] of items) {
    if (keyNode) inKey(String(key), keyNode, value, place, [...path, key], walk);
    if (!value) continue;
    const at = [...path, key];
    if (key === '$ref' && value.type === 'string') inReference(value, walk);
    else visit(value, below(place, key, node, at, walk.view), at, inside);
  }
}

function withLocals(node: TextNode, place: Place, walk: Walk): Walk {
  const shape = place.kind === 'shape' ? shapeFor(place.shape, node) : undefined;
  if (shape?.kind !== 'object' || !isNode(shape)) return walk;
  const loop = childOf(node, 'for');
  const names = [
    ...['as', 'index'].flatMap((key) => textAt(loop, key) ?? []),
    ...propertiesOf(childOf(node, 'let')).map(({ key }) => key),
  ];
  if (names.length === 0) return walk;
  return { ...walk, locals: [...walk.locals, ...names.map((name) => ({ name, within: node }))] };
}

function add(mention: Omit<Mention, 'span'>, walk: Walk, span?: Span): undefined {
  walk.mentions.push({ ...mention, span: span ?? insideOf(mention.node, walk.view.text.text) });
}

function inKey(
  key: string,
  node: TextNode,
  value: TextNode | undefined,
  place: Place,
  path: Path,
  walk: Walk,
): undefined {
  const of = (named: Named, role: Mention['role'], more: Partial<Mention> = {}) =>
    add({ named, name: key, role, node, ...more }, walk);
  if (place.kind === 'props' && place.node.type !== null) return of('prop', 'uses', { of: place.node.type });
  if (place.kind === 'value' && place.node?.type === 'Include' && path.at(-2) === 'params' && path.at(-3) === 'props') {
    const { alias } = includedBy(place.node.object, walk.view);
    return alias === null ? undefined : of('param', 'uses', { alias });
  }
  if (place.kind === 'triggers' && key.startsWith('event:')) {
    const { start, end } = insideOf(node, walk.view.text.text);
    return add({ named: 'event', name: key.slice(6), role: 'uses', node }, walk, { start: start + 6, end });
  }
  if (path.at(-2) === 'properties' && path.at(-3) === 'props' && (path.length === 3 || path[0] === 'defs')) {
    return of('prop', 'declares', { target: value });
  }
  if (place.kind === 'shape' && place.shape.kind === 'map') {
    const { declares, uses } = place.shape;
    const within = path.at(-2) === 'let' ? place.node?.object : undefined;
    if (declares) of(declares, 'declares', { target: value, ...(within && { within }) });
    if (uses) of(uses, 'uses');
    return;
  }
  const [first, second, , fourth] = path;
  const inFixture =
    (first === 'tests' && second === 'fixtures' && path.length === 5) || (first === 'fixtures' && path.length === 4);
  const part = first === 'tests' ? fourth : path[2];
  const named = inFixture && typeof part === 'string' ? fixtureParts[part] : undefined;
  if (named) of(named, 'uses');
}

const fixtureParts: Readonly<Record<string, Named>> = { params: 'param', data: 'data', form: 'node', calls: 'call' };

function inText(node: TextNode, place: Place, path: Path, walk: Walk): undefined {
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

const families: Readonly<Record<string, Named>> = {
  types: 'type',
  actions: 'action',
  styles: 'style',
  components: 'component',
  nodes: 'nodes',
};

function inReference(node: TextNode, walk: Walk): undefined {
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

/** Names in the holes of a string. */
function inTemplate(node: TextNode, text: string, walk: Walk): undefined {
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

const roots: Readonly<Record<string, Named>> = { params: 'param', data: 'data', props: 'prop' };

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

function inMessage(key: Argument | undefined, tell: Tell): undefined {
  if (key?.kind !== 'literal' || typeof key.value !== 'string') return;
  const colon = key.value.indexOf(':');
  const alias = key.value.slice(0, Math.max(0, colon));
  const from = key.start + 1 + colon + 1;
  if (alias) tell('alias', alias, { start: key.start + 1, end: key.start + 1 + alias.length });
  tell('message', key.value.slice(colon + 1), { start: from, end: key.end - 1 }, alias ? { alias } : {});
}

/** Whether a document calls `t` with keys that are only known by their type. */
export function computesKeys(view: DocumentView): boolean {
  const computed = (part: Argument): boolean =>
    (part.kind === 'call' && part.name === 't' && part.args[0]?.kind !== 'literal') || childrenOf(part).some(computed);
  return [...view.text.text.matchAll(/"(?:[^"\\\n]|\\.)*\$\{(?:[^"\\\n]|\\.)*"/g)].some(([quoted]) => {
    try {
      const holes = parseTemplate(JSON.parse(quoted) as string).parts;
      return holes.some((hole) => typeof hole === 'object' && hole.ast !== null && computed(hole.ast as Expression));
    } catch {
      return false;
    }
  });
}
