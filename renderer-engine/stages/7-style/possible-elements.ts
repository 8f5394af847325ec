import type { Op } from '../../program.ts';

/** An element a program may write, whatever its data. */
export interface PossibleElement {
  readonly tag: string;
  readonly classes: ReadonlySet<string>;
  /** Name → what it may be; elements that a condition decides about count twice. */
  readonly attributes: ReadonlyMap<string, PossibleAttribute>;
}

export interface PossibleAttribute {
  /** Null: anything. */
  readonly values: ReadonlySet<string> | null;
  /** May be left out. */
  readonly optional: boolean;
}

export interface PossibleOutput {
  readonly elements: readonly PossibleElement[];
  /** Engine code that writes elements of its own at render: `chart` writes classes that start with `ui-chart`. */
  readonly builtins: ReadonlySet<string>;
}

/**
 * What a program can write at all: every tag of every branch, each distinct one once. `without` leaves out what lazy
 * nodes show when they have arrived.
 */
export function possibleOutput(ops: readonly Op[], without: 'nothing' | 'lazy'): PossibleOutput {
  const builtins = new Set<string>();
  const dynamic: PossibleAttribute[] = [];
  const text: string[] = [];
  for (const op of without === 'lazy' ? withoutLazy(ops) : ops) {
    if (typeof op === 'string') text.push(op);
    // No value of an attribute holds a plain "<", so it can stand for what is only known at render.
    else if (op[0] === 'call') builtins.add(String(op[1]));
    else if (op[0] === 'attribute' || op[0] === 'url' || op[0] === 'srcset' || op[0] === 'axis') {
      const values = op[0] === 'axis' ? new Set((op[3] as readonly unknown[]).map(String)) : null;
      text.push(` ${op[1]}="<${dynamic.push({ values, optional: true }) - 1}"`);
    }
  }
  const elements = new Map<string, PossibleElement>([['p', errorText]]);
  for (const [, tag = '', attributes = ''] of text.join('').matchAll(tags)) {
    // Values such as ids and texts differ everywhere and no rule asks for them, so most elements are the same.
    const signature =
      tag + attributes.replace(/ (?!class|data-|type|role)([^\s=]+)="[^"<]*"/g, ' $1').replace(/<\d+/g, '<');
    const axes = [...attributes.matchAll(/<(\d+)/g)].map(([, at]) => [...(dynamic[Number(at)]?.values ?? [])].join());
    const key = `${signature} ${axes.join(';')}`;
    if (!elements.has(key)) elements.set(key, elementOf(tag, attributes, dynamic));
  }
  return { elements: [...elements.values()], builtins };
}

/** A boundary without `catch` shows the error box of the renderer, whose text is a paragraph. */
const errorText: PossibleElement = { tag: 'p', classes: new Set(), attributes: new Map() };

const tags = /<([a-z][a-z0-9-]*)((?: [^\s=>"]+(?:="[^"]*")?)*) *>/g;

function elementOf(tag: string, text: string, dynamic: readonly PossibleAttribute[]): PossibleElement {
  const attributes = new Map<string, PossibleAttribute>();
  let classes = '';
  for (const [, name = '', value = ''] of text.matchAll(/ ([^\s=>"]+)(?:="([^"]*)")?/g)) {
    const known = value.startsWith('<') ? dynamic[Number(value.slice(1))] : undefined;
    attributes.set(name, known ?? { values: new Set([value]), optional: false });
    if (name === 'class' && !known) classes = value;
  }
  return { tag, classes: new Set(classes.split(' ')), attributes };
}

/** A lazy node writes its place first, and after `else` what comes into it. */
function withoutLazy(ops: readonly Op[]): readonly Op[] {
  const kept: Op[] = [];
  const blocks: { readonly lazy: boolean; late: boolean }[] = [];
  for (const op of ops) {
    const name = typeof op === 'string' ? '' : op[0];
    const inside = blocks.at(-1);
    if (opening.has(name)) blocks.push({ lazy: name === 'waiting', late: false });
    else if (name === 'else' && inside?.lazy) inside.late = true;
    if (!blocks.some(({ late }) => late)) kept.push(op);
    if (name === 'end') blocks.pop();
  }
  return kept;
}

const opening = new Set(['if', 'switch', 'each', 'try', 'page', 'fragment', 'waiting']);
