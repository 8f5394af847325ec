import { messageArguments } from '../messages/message-arguments.ts';
import { argumentKinds } from '../messages/message-functions.ts';
import type { Cursor } from './cursor.ts';
import { escapeSnippet, type Item, partItem } from './items.ts';
import { type MessageCalls, messageCalls } from './message-calls.ts';
import { optionsOf } from './message-options.ts';
import { inMessage } from './message-parts.ts';
import { declarations, pluralItem, variants } from './message-snippets.ts';
import type { Place } from './place.ts';
import type { DocumentView } from './project.ts';
import { nodeAt, propertiesOf, rawOffset, type Span, type TextNode, textAt } from './text.ts';

/** Whether a value is the text of a message: it stands below a language and its key. */
export const isMessage = (place: Place, { path }: Cursor): boolean =>
  place.kind === 'shape' && place.shape.kind === 'text' && path.at(-3) === 'messages';

/** Suggestions inside the MessageFormat 2 text of a message: arguments, functions and their options, markup, variants. */
export function completeMessage(
  view: DocumentView,
  { path }: Cursor,
  node: TextNode,
  text: string,
  at: number,
): readonly Item[] {
  const locale = String(path.at(-2));
  const part = inMessage(text, at);
  const own = text.slice(0, part.word.start) + text.slice(part.word.end);
  const known = knownOf(view, path, own);
  const source = view.text.text;
  const replace = { start: rawOffset(node, source, part.word.start), end: rawOffset(node, source, part.word.end) };
  const close = part.isClosed ? '' : '$0}';
  switch (part.kind) {
    case 'argument':
      return [...known.arguments].map(([name, detail]) =>
        begun(replace, `$${name}`, close, { kind: 'variable', detail }),
      );
    case 'selector':
      return [...known.arguments].map(([name, detail]) => begun(replace, `$${name}`, '', { kind: 'variable', detail }));
    case 'function':
      return Object.entries(argumentKinds).map(([name, kind]) =>
        begun(replace, `:${name}`, close, { kind: 'function', detail: `of a ${words[kind]}` }),
      );
    case 'option':
      return options(part.name, replace);
    case 'option-value':
      return (optionsOf(part.name)[part.option] ?? []).map((value) =>
        partItem(replace, value, { label: value, kind: 'value', rank: 1 }),
      );
    case 'markup':
      return markup(part.open, known.markup, replace, part.isClosed ? '' : '}');
    case 'declaration':
      return declarations(replace);
    case 'variant':
      return variants(locale, replace);
    case 'words':
      return part.word.start === 0 ? [pluralItem(known.arguments, locale, replace)] : [];
  }
}

/** What the message is given where it is shown, what it uses here and in other languages, and what it marks up. */
function knownOf(view: DocumentView, path: Cursor['path'], own: string): MessageCalls {
  const key = String(path.at(-1));
  const calls = messageCalls(view, key);
  const languages = propertiesOf(nodeAt(view.text.tree, path.slice(0, -2))).filter((one) => one.key !== path.at(-2));
  const shapes = languages.flatMap(({ value }) => textAt(value, key) ?? []).map(messageArguments);
  const here = [...own.matchAll(/\{\s*\$([\w-]+)/g)].map(([, name = '']) => [name, 'used here'] as const);
  const used = shapes.flatMap((shape) => Object.keys(shape.arguments)).map((name) => [name, 'used by it'] as const);
  return {
    arguments: new Map([...here, ...used, ...calls.arguments]),
    markup: new Set([...calls.markup, ...shapes.flatMap((shape) => shape.markup)]),
  };
}

const words = { text: 'text', number: 'number', moment: 'date or time' } as const;

/** A word of an expression; the cursor stays behind it, before the brace. */
const begun = (replace: Span, label: string, close: string, rest: Pick<Item, 'kind' | 'detail'>): Item =>
  partItem(replace, escapeSnippet(label) + close, { ...rest, label, rank: 1, snippet: true, filter: label });

function markup(open: string | null, names: ReadonlySet<string>, replace: Span, close: string): readonly Item[] {
  if (open !== null) {
    const rest = { label: `/${open}`, kind: 'key', detail: 'ends what it marks', rank: 1 } as const;
    return [partItem(replace, `/${open}${close}`, { ...rest, filter: `/${open}` })];
  }
  return [...names].map((name) =>
    partItem(replace, `#${name}}$0{/${name}${close}`, {
      label: `#${name}`,
      kind: 'key',
      detail: `slot inline:${name}`,
      about: 'The words between stand in the node of that slot.',
      rank: 1,
      snippet: true,
      filter: `#${name}`,
    }),
  );
}

const options = (name: string, replace: Span): readonly Item[] =>
  Object.entries(optionsOf(name)).map(([option, values]) =>
    partItem(replace, `${option}=`, {
      label: option,
      kind: 'property',
      detail: values.join(' | '),
      rank: 1,
      again: true,
    }),
  );
