import type { Json, JsonObject } from '../../document/types.ts';
import { type Expression, foldTemplate, parseTemplate, readNames, type Template } from '../../expressions/index.ts';

/** A name whose value is only known while rendering; the emitter gives it a frame slot. */
export interface Variable {
  /** For people who read a program; identity is the object. */
  readonly name: string;
}

/** What a name stands for. `record` is `props`: its members are bound one by one. */
export type Binding =
  | Constant
  | { readonly kind: 'variable'; readonly variable: Variable }
  | { readonly kind: 'alias'; readonly bound: Bound }
  | { readonly kind: 'record'; readonly members: ReadonlyMap<string, Binding> };

/** The names a piece of the document sees, and the document that owns its message keys and aliases. */
export interface Scope {
  readonly names: ReadonlyMap<string, Binding>;
  /** Id of the document that wrote the text: `t('key')` reads its messages. */
  readonly owner: string;
  readonly aliasOf: (alias: string) => string;
}

/** A value that is known; for components it is an input as it stands. */
export interface Constant {
  readonly kind: 'constant';
  readonly constant: true;
  readonly value: Json;
}

/** A value of the document with its names bound: constant, or open until a render fills it. */
export type Bound =
  | Constant
  | { readonly kind: 'template'; readonly template: Template; readonly scope: Scope }
  | { readonly kind: 'list'; readonly items: readonly Bound[] }
  | { readonly kind: 'map'; readonly entries: Readonly<Record<string, Bound>> };

export const constant = (value: Json): Constant => ({ kind: 'constant', constant: true, value });
export const nothing = constant(null);

/** Adds names to a scope; inner names hide outer ones. */
export const within = (scope: Scope, names: Iterable<readonly [string, Binding]>): Scope => ({
  ...scope,
  names: new Map([...scope.names, ...names]),
});

/** Any JSON of the document → bound. Strings are templates, the rest is taken as it is. */
export function bindValue(value: Json, scope: Scope): Bound {
  if (typeof value === 'string') return bindText(value, scope);
  if (value === null || typeof value !== 'object') return constant(value);
  if (Array.isArray(value)) {
    const items = value.map((item) => bindValue(item, scope));
    return items.every(isConstant) ? constant(items.map((item) => item.value)) : { kind: 'list', items };
  }
  const entries = Object.entries(value as JsonObject).map(([key, item]) => [key, bindValue(item, scope)] as const);
  return entries.every(([, item]) => item.kind === 'constant')
    ? constant(Object.fromEntries(entries.map(([key, item]) => [key, (item as { value: Json }).value])))
    : { kind: 'map', entries: Object.fromEntries(entries) };
}

export const isConstant = (bound: Bound): bound is Constant => bound.kind === 'constant';

function bindText(text: string, scope: Scope): Bound {
  if (!text.includes('${')) return constant(text);
  const template = parseTemplate(text);
  const holes = template.parts.filter((part) => typeof part !== 'string');
  if (holes.length === 0) return constant(template.parts.join(''));
  // A broken hole was reported by validation; it renders as nothing, the rest of the page stays.
  if (holes.some((hole) => hole.ast === null)) return nothing;
  return { kind: 'template', template: openRecords(template, scope), scope };
}

/** An expression of the engine over bindings, e.g. `express('v ?? d', { v, d }, scope)`. */
export const express = (expression: string, names: Readonly<Record<string, Binding>>, owner: Scope): Bound =>
  bindText(`\${${expression}}`, { ...owner, names: new Map(Object.entries(names)) });

/** What a name of a template stands for; `props.tone` is a name of its own after `openRecords`. */
export function bindingOf(name: string, scope: Scope): Binding {
  const direct = scope.names.get(name);
  if (direct) return direct;
  const dot = name.indexOf('.');
  const record = dot > 0 ? scope.names.get(name.slice(0, dot)) : undefined;
  const member = record?.kind === 'record' ? record.members.get(name.slice(dot + 1)) : undefined;
  return member ?? nothing;
}

export const asBinding = (bound: Bound): Binding => (isConstant(bound) ? bound : { kind: 'alias', bound });

/** The bound's value if it needs nothing of a render; `as: 'text'` formats numbers and null as text wants it. */
export function known(bound: Bound, as: 'value' | 'text' = 'value'): { readonly value: Json } | undefined {
  switch (bound.kind) {
    case 'constant':
      return bound;
    case 'template': {
      const folded = foldTemplate(bound.template, (name) => knownBinding(bindingOf(name, bound.scope)), as);
      return folded.constant ? { value: folded.value } : undefined;
    }
    case 'list': {
      const items = bound.items.map((item) => known(item));
      return items.every((item) => item !== undefined) ? { value: items.map((item) => item.value) } : undefined;
    }
    case 'map': {
      const entries = Object.entries(bound.entries).map(([key, item]) => [key, known(item)] as const);
      return entries.every(([, item]) => item !== undefined)
        ? { value: Object.fromEntries(entries.map(([key, item]) => [key, item!.value])) }
        : undefined;
    }
  }
}

export function knownBinding(binding: Binding): { readonly value: Json } | undefined {
  if (binding.kind === 'constant') return binding;
  return binding.kind === 'alias' ? known(binding.bound) : undefined;
}

/** A path such as `row.status`: cheap enough to be read again wherever it is used. */
export function isPath(bound: Bound): boolean {
  if (bound.kind !== 'template' || !bound.template.whole) return bound.kind === 'constant';
  const [hole] = bound.template.parts;
  return typeof hole === 'object' && hole.ast !== null && isPathExpression(hole.ast);
}

const isPathExpression = (ast: Expression): boolean =>
  ast.kind === 'name' || (ast.kind === 'member' && isPathExpression(ast.object));

/** Rewrites `props.x` to one name per member, so that each prop is bound, folded and moved on its own. */
function openRecords(template: Template, scope: Scope): Template {
  const records = readNames(template).filter((name) => scope.names.get(name)?.kind === 'record');
  if (records.length === 0) return template;
  const open = (ast: Expression): Expression => openRecord(ast, records, scope);
  return {
    ...template,
    parts: template.parts.map((part) =>
      typeof part === 'string' || part.ast === null ? part : { ...part, ast: open(part.ast) },
    ),
  };
}

function openRecord(ast: Expression, records: readonly string[], scope: Scope): Expression {
  if (ast.kind === 'member' && ast.object.kind === 'name' && records.includes(ast.object.name)) {
    return { kind: 'name', name: `${ast.object.name}.${ast.name}`, start: ast.start, end: ast.end };
  }
  if (ast.kind === 'name' && records.includes(ast.name)) return wholeRecord(ast, scope);
  return mapChildren(ast, (child) => openRecord(child, records, scope));
}

function wholeRecord(ast: Expression & { kind: 'name' }, scope: Scope): Expression {
  const record = scope.names.get(ast.name);
  const keys = record?.kind === 'record' ? [...record.members.keys()] : [];
  const { start, end } = ast;
  const entries = keys.map((key) => ({
    key,
    keySpan: { start, end },
    value: { kind: 'name', name: `${ast.name}.${key}`, start, end } as const,
  }));
  return { kind: 'map', entries, start, end };
}

function mapChildren(ast: Expression, change: (child: Expression) => Expression): Expression {
  switch (ast.kind) {
    case 'literal':
    case 'name':
      return ast;
    case 'member':
      return { ...ast, object: change(ast.object) };
    case 'index':
      return { ...ast, object: change(ast.object), index: change(ast.index) };
    case 'unary':
      return { ...ast, operand: change(ast.operand) };
    case 'binary':
    case 'logical':
      return { ...ast, left: change(ast.left), right: change(ast.right) };
    case 'conditional':
      return { ...ast, test: change(ast.test), consequent: change(ast.consequent), alternate: change(ast.alternate) };
    case 'list':
      return { ...ast, items: ast.items.map(change) };
    case 'map':
      return { ...ast, entries: ast.entries.map((entry) => ({ ...entry, value: change(entry.value) })) };
    case 'call':
      return {
        ...ast,
        args: ast.args.map((argument) =>
          argument.kind === 'lambda' ? { ...argument, body: change(argument.body) } : change(argument),
        ),
      };
  }
}
