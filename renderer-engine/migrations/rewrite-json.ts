import {
  createScanner,
  type FormattingOptions,
  findNodeAtLocation,
  type JSONPath,
  modify,
  type Node,
  parseTree,
} from 'jsonc-parser';
import type { Json } from '../document/types.ts';

/**
 * The text of an object, changed as little as it takes to say `after` instead of `before`: comments, order and layout of
 * everything else stay. Keys are renamed where they stand, when `renames` (old name to new one) says so.
 */
export function rewriteJson(
  text: string,
  before: Json,
  after: Json,
  formatting: FormattingOptions,
  renames: ReadonlyMap<string, string> = new Map(),
): string {
  let result = text;
  for (const edit of editsBetween(before, after, [], renames)) result = applied(result, edit, formatting);
  return result;
}

type Edit =
  | { readonly kind: 'set'; readonly path: JSONPath; readonly value: Json | undefined }
  | { readonly kind: 'rename'; readonly path: JSONPath; readonly to: string };

function editsBetween(
  before: Json,
  after: Json,
  path: JSONPath,
  renames: ReadonlyMap<string, string>,
): readonly Edit[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (!isMap(before) || !isMap(after)) return [{ kind: 'set', path, value: after }];
  const edits: Edit[] = [];
  const old = new Map(Object.entries(before));
  for (const [from, to] of renames) {
    const value = old.get(from);
    if (value === undefined || old.has(to) || Object.hasOwn(after, from) || !Object.hasOwn(after, to)) continue;
    edits.push({ kind: 'rename', path: [...path, from], to });
    old.delete(from);
    old.set(to, value);
  }
  for (const key of old.keys())
    if (!Object.hasOwn(after, key)) edits.push({ kind: 'set', path: [...path, key], value: undefined });
  for (const [key, value] of Object.entries(after)) {
    const own = old.get(key);
    if (own === undefined) edits.push({ kind: 'set', path: [...path, key], value });
    else edits.push(...editsBetween(own, value, [...path, key], renames));
  }
  return edits;
}

function applied(text: string, edit: Edit, formatting: FormattingOptions): string {
  if (edit.kind === 'rename') {
    const node = nodeAt(text, edit.path)?.parent?.children?.[0];
    return node ? spliced(text, node.offset, node.length, JSON.stringify(edit.to)) : text;
  }
  const parent = nodeAt(text, edit.path.slice(0, -1));
  // What stands on one line stays on one line.
  const isOneLine = parent !== undefined && !text.slice(parent.offset, parent.offset + parent.length).includes('\n');
  if (edit.value !== undefined && parent?.type === 'object' && !nodeAt(text, edit.path))
    return withProperty(text, parent, String(edit.path.at(-1)), edit.value, formatting);
  const existing = nodeAt(text, edit.path);
  if (edit.value !== undefined && existing && typeof edit.value !== 'object')
    return spliced(text, existing.offset, existing.length, JSON.stringify(edit.value));
  if (edit.value === undefined && existing?.parent?.type === 'property') return withoutProperty(text, existing.parent);
  const options = isOneLine ? {} : { formattingOptions: formatting };
  return modify(text, edit.path, edit.value, options).reduceRight(
    (result, { offset, length, content }) => spliced(result, offset, length, content),
    text,
  );
}

/** A new property comes last, behind the comments of the one before it; short values stand on one line. */
function withProperty(text: string, object: Node, key: string, value: Json, formatting: FormattingOptions): string {
  const last = object.children?.at(-1);
  const short = `${JSON.stringify(key)}: ${onOneLine(value)}`;
  if (!last) return spliced(text, object.offset, object.length, `{ ${short} }`);
  const end = last.offset + last.length;
  const close = object.offset + object.length - 1;
  if (!text.slice(object.offset, close).includes('\n')) return spliced(text, end, 0, `, ${short}`);
  const eol = formatting.eol ?? '\n';
  const indent = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', last.offset - 1) + 1))?.[0] ?? '';
  const step = formatting.insertSpaces ? ' '.repeat(formatting.tabSize ?? 2) : '\t';
  const long = `${JSON.stringify(key)}: ${JSON.stringify(value, null, step).replaceAll('\n', eol + indent)}`;
  const place = text.slice(0, close).trimEnd().length;
  const written = spliced(text, place, 0, `${eol}${indent}${short.length <= longestLine ? short : long}`);
  return commaAfter(text, end) < 0 ? spliced(written, end, 0, ',') : written;
}

const longestLine = 80;

/** Comments around a property belong to its neighbors more often than to it, so only its own text goes. */
function withoutProperty(text: string, property: Node): string {
  const siblings = property.parent?.children ?? [];
  const at = siblings.indexOf(property);
  const [before, after] = [siblings[at - 1], siblings[at + 1]];
  const end = property.offset + property.length;
  if (after) return spliced(text, property.offset, after.offset - property.offset, '');
  const start = text.slice(0, property.offset).trimEnd().length;
  const isLastOfLine = /^[ \t]*\r?\n/.test(text.slice(end));
  const from = isLastOfLine
    ? start
    : property.offset - (/[ \t]*$/.exec(text.slice(0, property.offset))?.[0].length ?? 0);
  const shorter = spliced(text, from, end - from, '');
  const comma = before ? commaAfter(text, before.offset + before.length) : -1;
  return comma < 0 || comma >= from ? shorter : spliced(shorter, comma, 1, '');
}

/** The comma that follows a place, comments passed over. */
function commaAfter(text: string, from: number): number {
  const scanner = createScanner(text, true);
  scanner.setPosition(from);
  scanner.scan();
  return text[scanner.getTokenOffset()] === ',' ? scanner.getTokenOffset() : -1;
}

const parsing = { allowTrailingComma: true, disallowComments: false };

const nodeAt = (text: string, path: JSONPath) => {
  const root = parseTree(text, [], parsing);
  return root && findNodeAtLocation(root, path);
};

const spliced = (text: string, offset: number, length: number, content: string): string =>
  text.slice(0, offset) + content + text.slice(offset + length);

/** As people write short objects: `{ "a": 1, "b": [1, 2] }`. */
export function onOneLine(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((item: Json) => onOneLine(item)).join(', ')}]`;
  if (!isMap(value)) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${onOneLine(item)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

const isMap = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
