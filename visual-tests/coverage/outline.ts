import type { Json, JsonObject } from '#engine';

/** One node of a document as it is written. */
export interface OutlineNode {
  readonly id: string;
  readonly type: string;
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
 * placeholders. What is not of the shape of a node is passed over.
 */
export function outlineOf(document: JsonObject): readonly OutlineNode[] {
  const found: OutlineNode[] = [];
  const walk = (value: Json | undefined, at: Spot): void => {
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) {
        if (!Array.isArray(item)) walk(item, { ...at, pointer: `${at.pointer}/${index}` });
      }
      return;
    }
    if (!isObject(value) || at.depth > deepest) return;
    if (typeof value['id'] !== 'string' || typeof value['type'] !== 'string') return;
    const { id, type } = value as { id: string; type: string };
    found.push({ id, type, ...at, ...wordsOf(value) });
    const inside = { parent: id, depth: at.depth + 1 };
    for (const [place, key] of branches) {
      walk(value[key], { ...inside, place, pointer: `${at.pointer}/${key}` });
    }
    if (isObject(value['lazy'])) {
      walk(value['lazy']['placeholder'], {
        ...inside,
        place: 'placeholder',
        pointer: `${at.pointer}/lazy/placeholder`,
      });
    }
    for (const [name, nodes] of Object.entries(isObject(value['slots']) ? value['slots'] : {})) {
      walk(nodes, { ...inside, place: name, pointer: `${at.pointer}/slots/${escaped(name)}` });
    }
  };
  const top = { parent: null, depth: 0, place: 'default' };
  walk(document['view'], { ...top, pointer: '/view' });
  for (const [name, nodes] of Object.entries(isObject(document['slots']) ? document['slots'] : {})) {
    if (Array.isArray(nodes)) walk(nodes, { ...top, place: name, pointer: `/slots/${escaped(name)}` });
  }
  return found;
}

interface Spot {
  readonly parent: string | null;
  readonly depth: number;
  readonly place: string;
  readonly pointer: string;
}

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
    breakpoints: [...new Set(breakpointsIn(node['style'], 0))],
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

const names = new Set(['sm', 'md', 'lg', 'xl']);

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
