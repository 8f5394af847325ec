import { describe, functionSummaries, type Scope, type Type, withoutNull } from '../expressions/index.ts';
import type { Cursor } from './cursor.ts';
import { type InHole, knownAt } from './expressions.ts';
import { type Item, partItem } from './items.ts';
import { seenAt } from './names-seen.ts';
import type { DocumentView } from './project.ts';
import { rawOffset, type Span, type TextNode } from './text.ts';

/** Suggestions inside `${…}`: names, properties by type, functions, message keys, values of an enum. */
export function completeHole(
  view: DocumentView,
  cursor: Cursor,
  node: TextNode,
  text: string,
  hole: InHole,
): readonly Item[] {
  const { scope } = seenAt(view, cursor.path);
  const source = view.text.text;
  const toRaw = (offset: number) => rawOffset(node, source, offset);
  const replace = { start: toRaw(hole.word.start), end: toRaw(hole.word.end) };
  switch (hole.kind) {
    case 'property':
      return properties(knownAt(text, hole, scope).known?.type, replace);
    case 'function':
      return functions(scope, replace, true);
    case 'text':
      return texts(text, hole, scope, replace);
    case 'name': {
      const { locals } = knownAt(text, hole, scope);
      return [
        ...namesIn(scope, locals, replace),
        ...functions(scope, replace, false),
        ...compared(text, hole, scope, replace),
      ];
    }
  }
}

/** Properties of a map. What is null is no hindrance: navigation gives null then. */
function properties(type: Type | undefined, replace: Span): readonly Item[] {
  if (!type?.map) return [];
  return Object.entries(type.map.properties).map(([name, own]) =>
    partItem(replace, name, { label: name, kind: 'property', detail: describe(own), rank: 1 }),
  );
}

function namesIn(scope: Scope, locals: ReturnType<typeof knownAt>['locals'], replace: Span): readonly Item[] {
  const inner = [...locals].map(([name, { type }]) =>
    partItem(replace, name, { label: name, kind: 'variable', detail: describe(type), rank: 1 }),
  );
  const outer = scope
    .names()
    .filter((name) => !locals.has(name))
    .map((name) => {
      const type = scope.find(name)?.type;
      return partItem(replace, name, { label: name, kind: 'variable', detail: type && describe(type), rank: 2 });
    });
  return [...inner, ...outer];
}

/** Functions; behind `|` the value before is the first argument already. */
function functions(scope: Scope, replace: Span, piped: boolean): readonly Item[] {
  return [...functionSummaries, ...(scope.hostFunctions?.().values() ?? [])].map(({ name, signature, summary }) => {
    const takesMore = /,/.test(signature);
    const call = piped ? (takesMore ? `${name}($0)` : name) : `${name}($0)`;
    return partItem(replace, call, {
      label: name,
      kind: 'function',
      detail: signature,
      about: summary,
      rank: piped ? 1 : 5,
      snippet: true,
      filter: name,
      again: takesMore,
    });
  });
}

/** Inside quotes: keys behind `t(`, else what the other side of a comparison may be. */
function texts(text: string, hole: InHole, scope: Scope, replace: Span): readonly Item[] {
  const { before } = hole;
  const isKey = before.at(-1)?.text === '(' && before.at(-2)?.text === 't' && before.at(-2)?.kind === 'name';
  if (!isKey) return compared(text, hole, scope, replace);
  return (scope.messageKeys?.() ?? []).map((key) => {
    const needed = Object.keys(scope.message?.(key) ?? {});
    return partItem(replace, `'${key}'`, {
      label: key,
      kind: 'message',
      detail: needed.length > 0 ? `needs ${needed.join(', ')}` : undefined,
      rank: 1,
      filter: `'${key}'`,
    });
  });
}

/** Behind `==`, `!=` or `in [`: the values the other side is known to have. */
function compared(text: string, hole: InHole, scope: Scope, replace: Span): readonly Item[] {
  const operator = hole.before.at(-1);
  if (operator?.kind !== 'symbol' || !['==', '!='].includes(operator.text)) return [];
  const left = hole.before.slice(0, -1);
  const end = left.at(-1)?.end ?? hole.from;
  // A dot behind the left side makes it the part that is asked about.
  const asked: InHole = {
    ...hole,
    kind: 'property',
    word: { start: operator.start, end: text.length, text: '' },
    before: [...left, { ...operator, text: '.', start: end, end }],
  };
  const type = knownAt(text, asked, scope).known?.type;
  const known = type && withoutNull(type).text;
  return (Array.isArray(known) ? known : []).map((value: string) =>
    partItem(replace, `'${value}'`, {
      label: value,
      kind: 'value',
      rank: 0,
      filter: hole.kind === 'text' ? `'${value}'` : value,
    }),
  );
}
