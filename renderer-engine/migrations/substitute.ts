import type { Json, JsonObject } from '../document/types.ts';
import { childrenOf } from '../expressions/children.ts';
import { type Argument, foldTemplate, parseTemplate } from '../expressions/index.ts';

/** What names stand for: `value`, or every member of `props`. */
export type Substitution = { readonly value: Json } | { readonly props: JsonObject };

/**
 * A dynamic string with names replaced by what an instance says, which may be holes of its own. What is constant then
 * is worked out, so that a migration leaves plain values where there were plain values.
 */
export function substituted(text: string, substitution: Substitution): Json {
  const template = parseTemplate(text);
  if (template.problems.length > 0) return text;
  const replacements: { readonly start: number; readonly end: number; readonly source: string }[] = [];
  for (const part of template.parts) {
    if (typeof part === 'string' || !part.ast) continue;
    // A hole and nothing else takes the value as it is, lists and maps included.
    if (template.whole && isName(part.ast, substitution)) return own(part.ast, substitution) ?? null;
    collect(part.ast, substitution, replacements);
  }
  const replaced = replacements.reduceRight(
    (result, { start, end, source }) => result.slice(0, start) + source + result.slice(end),
    text,
  );
  const folded = foldTemplate(parseTemplate(replaced), () => undefined);
  return folded.constant ? folded.value : replaced;
}

function collect(
  expression: Argument,
  substitution: Substitution,
  into: { start: number; end: number; source: string }[],
): void {
  if (isName(expression, substitution)) {
    into.push({ start: expression.start, end: expression.end, source: sourceOf(own(expression, substitution)) });
    return;
  }
  for (const child of childrenOf(expression)) collect(child, substitution, into);
}

/** `value`, or `props.name`. */
function isName(expression: Argument, substitution: Substitution): boolean {
  if ('value' in substitution) return expression.kind === 'name' && expression.name === 'value';
  return expression.kind === 'member' && expression.object.kind === 'name' && expression.object.name === 'props';
}

function own(expression: Argument, substitution: Substitution): Json | undefined {
  if ('value' in substitution) return substitution.value;
  const name = expression.kind === 'member' ? expression.name : '';
  return Object.hasOwn(substitution.props, name) ? substitution.props[name] : undefined;
}

/** A value of the instance as a part of an expression. */
function sourceOf(value: Json | undefined): string {
  if (value === undefined) return 'null';
  if (typeof value !== 'string')
    return Array.isArray(value) || typeof value === 'object' ? `(${JSON.stringify(value)})` : String(value);
  const { parts, whole } = parseTemplate(value);
  if (whole) return `(${value.slice(2, -1)})`;
  if (parts.every((part) => typeof part === 'string')) return quoted(parts.join(''));
  // Words with holes in them become a sum.
  const sum = parts.map((part) =>
    typeof part === 'string' ? quoted(part) : `(${value.slice(part.start + 2, part.end - 1)})`,
  );
  return `(${sum.join(' + ')})`;
}

const quoted = (text: string): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
