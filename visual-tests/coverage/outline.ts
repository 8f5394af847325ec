import type { Json, JsonObject } from '#engine';

/** One node of a document as it is written. */
export interface OutlineNode {
  /** As pictures name it: `card--title` is `title` inside the component that `card` is an instance of. */
  readonly id: string;
  readonly type: string;
  /** Id of the document it is written in. */
  readonly document: string;
  /** Node it stands in; null at the top. */
  readonly parent: string | null;
  readonly depth: number;
  /** Where it stands: as in `/view/children/0`. */
  readonly pointer: string;
  /** Opening of its parent it stands in (`default`, a slot's name), or the branch: `else`, `catch`, `placeholder`. */
  readonly place: string;
  readonly hasCondition: boolean;
  /** What its loop goes through, as written; null without a loop. */
  readonly loop: string | null;
  readonly isLazy: boolean;
  /** Breakpoints its style names. */
  readonly breakpoints: readonly string[];
}

/**
 * Nodes of a document in the order they are written, whatever place holds them: children, slots, `else`, `catch`,
 * placeholders, and what is inside of the components they are instances of, as far as these are among `others` or in the
 * document itself. What is not of the shape of a node is passed over.
 */
export function outlineOf(
  document: JsonObject,
  others: ReadonlyMap<string, JsonObject> = new Map(),
): readonly OutlineNode[] {
  const found: OutlineNode[] = [];
  const walk = (value: Json | undefined, at: Spot): void => {
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) {
        if (!Array.isArray(item)) walk(item, { ...at, pointer: `${at.pointer}/${index}` });
      }
      return;
    }
    if (!isObject(value) || at.depth > deepest || found.length >= most) return;
    if (typeof value['id'] !== 'string' || typeof value['type'] !== 'string') return;
    const { prefix, inside, ...place } = at;
    const id = prefix + value['id'];
    const type = value['type'];
    found.push({ id, type, ...place, document: idOf(at.inside.at(-1)?.owner), ...wordsOf(value) });
    const within = { ...at, parent: id, depth: at.depth + 1 };
    for (const [place, key] of branches) {
      walk(value[key], { ...within, place, pointer: `${at.pointer}/${key}` });
    }
    walk(entry(value['for'], 'empty'), { ...within, place: 'without items', pointer: `${at.pointer}/for/empty` });
    if (isObject(value['lazy'])) {
      walk(value['lazy']['placeholder'], {
        ...within,
        place: 'placeholder',
        pointer: `${at.pointer}/lazy/placeholder`,
      });
    }
    for (const [name, nodes] of Object.entries(isObject(value['slots']) ? value['slots'] : {})) {
      walk(nodes, { ...within, place: name, pointer: `${at.pointer}/slots/${escaped(name)}` });
    }
    const component = componentOf(type, at.inside.at(-1)?.owner ?? document, others);
    // One that holds itself is a mistake the compiler tells.
    if (!component || inside.some(({ view }) => view === component.view)) return;
    const { view, pointer } = component;
    walk(view, { ...within, place: 'default', pointer, prefix: `${id}--`, inside: [...inside, component] });
  };
  const top = { parent: null, depth: 0, place: 'default', prefix: '', inside: [] };
  walk(document['view'], { ...top, inside: [{ view: document['view'], owner: document }], pointer: '/view' });
  for (const [name, nodes] of Object.entries(isObject(document['slots']) ? document['slots'] : {})) {
    if (!Array.isArray(nodes)) continue;
    walk(nodes, {
      ...top,
      inside: [{ view: nodes, owner: document }],
      place: name,
      pointer: `/slots/${escaped(name)}`,
    });
  }
  return found;
}

/** The view a type stands for: of the document itself, else of what it calls by that name; null for those of the core. */
function componentOf(type: string, owner: JsonObject, others: ReadonlyMap<string, JsonObject>) {
  const own = entry(entry(entry(owner, 'defs'), 'components'), type);
  if (isObject(own)) return { view: own['view'], owner, pointer: `/defs/components/${escaped(type)}/view` };
  const used = entry(owner['uses'], type);
  const other = typeof used === 'string' ? others.get(used.replace(/@.*$/, '')) : undefined;
  return other ? { view: other['view'], owner: other, pointer: '/view' } : null;
}

const entry = (value: Json | undefined, key: string): Json | undefined =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;

const idOf = (document: JsonObject | undefined): string => String(document?.['id'] ?? '');

interface Spot {
  readonly parent: string | null;
  readonly depth: number;
  readonly place: string;
  readonly pointer: string;
  /** Of names inside of the components around it. */
  readonly prefix: string;
  /** Documents and components it is inside of, from the outermost; each with the document it is written in. */
  readonly inside: readonly { readonly view: Json | undefined; readonly owner: JsonObject }[];
}

/** More than a person reads; a text made to repeat itself is cut there. */
const most = 5000;
/** As deep as a document may be and more; a text made to be deeper is cut there. */
const deepest = 200;

const branches = [
  ['default', 'children'],
  ['else', 'else'],
  ['catch', 'catch'],
] as const;

function wordsOf(node: JsonObject) {
  const loop = isObject(node['for']) ? node['for']['each'] : undefined;
  return {
    hasCondition: typeof node['if'] === 'string',
    loop: typeof loop === 'string' ? loop : null,
    isLazy: isObject(node['lazy']),
    breakpoints: [...new Set([...breakpointsIn(node['style'], 0), ...breakpointsOfProps(node['props'], 0)])],
  };
}

/** A style says what holds from a breakpoint on under its name: `{ "display": { "base": …, "md": … } }`. */
function breakpointsIn(style: Json | undefined, depth: number): readonly string[] {
  if (!isObject(style) || depth > 4) return [];
  return Object.entries(style).flatMap(([name, value]) => [
    ...(names.has(name) ? [name] : []),
    ...breakpointsIn(value, depth + 1),
  ]);
}

/** Props that differ by width, as in `{ "columns": { "base": 1, "md": 3 } }` and `"hideBelow": "sm"`. */
function breakpointsOfProps(value: Json | undefined, depth: number): readonly string[] {
  if (typeof value !== 'object' || value === null || depth > 4) return [];
  if (Array.isArray(value)) return value.flatMap((item) => breakpointsOfProps(item, depth + 1));
  const isResponsive = isObject(value) && Object.hasOwn(value, 'base');
  return Object.entries(value).flatMap(([name, inner]) => [
    ...(isResponsive && names.has(name) ? [name] : []),
    ...(name === 'hideBelow' && typeof inner === 'string' && names.has(inner) ? [inner] : []),
    ...breakpointsOfProps(inner, depth + 1),
  ]);
}

const names = new Set(['sm', 'md', 'lg', 'xl']);

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
