import { type FormattingOptions, format, getNodeValue, parseTree, type Node as SyntaxNode } from 'jsonc-parser';
import semver from 'semver';
import type { Json, JsonObject } from '../document/types.ts';
import { migrateNode } from './migrate-node.ts';
import type { Migration, Operation, Wrapper } from './migration.ts';
import { onOneLine, rewriteJson } from './rewrite-json.ts';

/** A component that can be upgraded: what `uses` asks for now, and the version to go to. */
export interface UpgradeTarget {
  readonly alias: string;
  readonly id: string;
  /** The version the instances were written for. */
  readonly from: string;
  readonly to: string;
  readonly migrations: readonly Migration[];
}

export interface UpgradeChange {
  /** Id of the instance; null for the entry in `uses`. */
  readonly node: string | null;
  readonly alias: string;
  /** Operations that changed something, as in `rename kind → status`. */
  readonly what: readonly string[];
}

export interface UpgradedText {
  readonly text: string;
  readonly changes: readonly UpgradeChange[];
  /** What a person should look at. */
  readonly notes: readonly string[];
}

/**
 * A document moved to newer versions of what it uses: instances migrated in place, `uses` raised, and nothing else
 * touched. Pure; the text must be one that the parser reads without an error.
 */
export function upgradeText(text: string, targets: readonly UpgradeTarget[]): UpgradedText {
  const byAlias = new Map(targets.map((target) => [target.alias, target]));
  const root = parseTree(text, [], { allowTrailingComma: true, disallowComments: false });
  if (!root) return { text, changes: [], notes: [] };
  const instances: { readonly syntax: SyntaxNode; readonly target: UpgradeTarget }[] = [];
  collect(root, byAlias, instances);
  const changes: UpgradeChange[] = [];
  const notes: string[] = [];
  const formatting = formattingOf(text);
  // From the last to the first, so that what was changed lies behind or inside of what comes next.
  const done: { readonly start: number; readonly growth: number }[] = [];
  let result = text;
  for (const { syntax, target } of instances.sort((a, b) => b.syntax.offset - a.syntax.offset)) {
    const end = syntax.offset + syntax.length;
    const growth = done.reduce((sum, one) => (one.start < end ? sum + one.growth : sum), 0);
    const old = result.slice(syntax.offset, end + growth);
    const changed = upgradeInstance(old, target, indentAt(result, syntax.offset), formatting);
    if (!changed) continue;
    result = result.slice(0, syntax.offset) + changed.text + result.slice(end + growth);
    done.push({ start: syntax.offset, growth: changed.text.length - old.length });
    changes.unshift({ node: changed.node, alias: target.alias, what: changed.what });
    notes.unshift(...changed.notes);
  }
  const uses = Object.fromEntries(targets.map(({ alias, id, to }) => [alias, `${id}@^${to}`]));
  const raised = raiseUses(result, uses, formatting);
  const entries = targets.map(({ alias, from, to }) => ({ node: null, alias, what: [`${from} → ^${to}`] }));
  return { text: raised, changes: [...entries, ...changes], notes };
}

/** The operations that bring an instance from one version to another, in the order they are written. */
export const operationsFrom = (version: string, migrations: readonly Migration[]): readonly Operation[] =>
  migrations
    .filter(({ from }) => semver.satisfies(version, from, { includePrerelease: true }))
    .flatMap(({ ops }) => ops);

function collect(
  node: SyntaxNode,
  byAlias: ReadonlyMap<string, UpgradeTarget>,
  into: { syntax: SyntaxNode; target: UpgradeTarget }[],
): void {
  const queue = [node];
  for (let one = queue.pop(); one; one = queue.pop()) {
    if (one.type === 'object') {
      const type = textUnder(one, 'type');
      const target = typeof type === 'string' && textUnder(one, 'id') !== undefined ? byAlias.get(type) : undefined;
      if (target) into.push({ syntax: one, target });
    }
    // Backwards, so that they are met in the order of the text; pushed one by one, because lists may be long.
    const children = one.children ?? [];
    for (let at = children.length - 1; at >= 0; at--) queue.push(children[at]!);
  }
}

function textUnder(object: SyntaxNode, key: string): unknown {
  const property = object.children?.find(({ children }) => children?.[0]?.value === key);
  return property?.children?.[1]?.value;
}

function upgradeInstance(text: string, target: UpgradeTarget, indent: string, formatting: FormattingOptions) {
  const operations = operationsFrom(target.from, target.migrations);
  if (operations.length === 0) return null;
  const before = getNodeValue(parseTree(text, [], { allowTrailingComma: true })!) as JsonObject;
  const { node, wrappers, notes } = migrateNode(before, operations);
  const what = operations.flatMap((operation, index) => {
    const until = migrateNode(before, operations.slice(0, index));
    const after = migrateNode(before, operations.slice(0, index + 1));
    return JSON.stringify(until) === JSON.stringify(after) ? [] : [describe(operation)];
  });
  if (what.length === 0) return notes.length === 0 ? null : { text, node: String(before['id']), what, notes };
  // The first line of the text stands behind its indentation.
  const renames = new Map(
    operations.flatMap((operation) => (operation.op === 'rename' ? [[operation.prop, operation.to] as const] : [])),
  );
  const own = rewriteJson(indent + text, before as Json, node as Json, formatting, renames).slice(indent.length);
  return { text: wrap(own, wrappers, indent, formatting), node: String(before['id']), what, notes };
}

const hole = '\u0000';

function wrap(text: string, wrappers: readonly Wrapper[], indent: string, formatting: FormattingOptions): string {
  return wrappers.reduce((inner, { node, slot }) => {
    const slots = (node['slots'] ?? {}) as JsonObject;
    const whole = slot === 'default' ? { ...node, children: [hole] } : { ...node, slots: { ...slots, [slot]: [hole] } };
    const outer = onOneLine(whole).replace(JSON.stringify(hole), () => inner);
    if (!inner.includes('\n')) return outer;
    return format(outer, undefined, formatting)
      .reduceRight(
        (all, { offset, length, content }) => all.slice(0, offset) + content + all.slice(offset + length),
        outer,
      )
      .replaceAll('\n', `\n${indent}`);
  }, text);
}

function describe(operation: Operation): string {
  switch (operation.op) {
    case 'rename':
      return `rename ${operation.prop} → ${operation.to}`;
    case 'retype':
      return `retype → ${operation.type}`;
    case 'wrap':
      return `wrap in ${String(operation.node['type'])}`;
    case 'propToSlot':
      return `prop ${operation.prop} → slot ${operation.slot}`;
    case 'slotToProp':
      return `slot ${operation.slot} → prop ${operation.prop}`;
    default:
      return `${operation.op} ${operation.prop}`;
  }
}

function raiseUses(text: string, uses: Readonly<Record<string, string>>, formatting: FormattingOptions): string {
  const root = getNodeValue(parseTree(text, [], { allowTrailingComma: true })!) as JsonObject;
  const after = { ...root, uses: { ...(root['uses'] as JsonObject), ...uses } };
  return rewriteJson(text, root as Json, after as Json, formatting);
}

/** White space at the start of the line a place stands in. */
function indentAt(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

function formattingOf(text: string): FormattingOptions {
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
  const insertSpaces = !indent.includes('\t');
  return { insertSpaces, tabSize: insertSpaces ? indent.length : 4, eol: text.includes('\r\n') ? '\r\n' : '\n' };
}
