import type { Named } from '../document/shapes/shape.ts';
import { childrenOf } from '../expressions/children.ts';
import { type Argument, type Expression, parseTemplate } from '../expressions/index.ts';
import { includedBy } from './included.ts';
import { add, type Mention, type Path, type Walk } from './mention.ts';
import { inReference, inText } from './mentions-in-text.ts';
import { below, isNode, type Place, shapeFor } from './place.ts';
import type { DocumentView } from './project.ts';
import { childOf, insideOf, propertiesOf, type TextNode, textAt } from './text.ts';

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
