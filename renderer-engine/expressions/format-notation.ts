import { findFunction, functionGroups } from './functions/catalog.ts';
import { type FunctionDefinition, kindAt } from './functions/define.ts';

/** One format function and at most one argument, as a prop called `format` writes it: `currency:EUR`, `date`. */
export interface FormatNotation {
  readonly name: string;
  readonly argument: string | number | null;
}

const pattern = /^([a-z]+)(?::([A-Za-z0-9]{1,16}))?$/;

/** Reads `"number:2"`; null when there is no such format function or its argument does not fit. */
export function parseFormat(notation: string): FormatNotation | null {
  const match = pattern.exec(notation);
  const name = match?.[1] ?? '';
  const definition = Object.hasOwn(functionGroups['format'] ?? {}, name) ? findFunction(name) : undefined;
  if (!definition) return null;
  const argument = readArgument(match?.[2], definition);
  const count = argument === null ? 1 : 2;
  const isWritten = argument !== undefined && count >= definition.least && count <= definition.most;
  return isWritten ? { name, argument } : null;
}

function readArgument(text: string | undefined, definition: FunctionDefinition): string | number | null | undefined {
  if (text === undefined) return null;
  if (kindAt(definition, 1) === 'number') return /^\d{1,2}$/.test(text) ? Number(text) : undefined;
  const accepted = definition.accepts?.[1]?.text;
  return Array.isArray(accepted) && !accepted.includes(text) ? undefined : text;
}

/** The same as an expression over `name`, e.g. `value | currency('EUR')`; null when the notation means nothing. */
export function formatExpression(notation: string, name: string): string | null {
  const format = parseFormat(notation);
  if (!format) return null;
  const { argument } = format;
  // The pattern leaves only letters and digits, so quotes are enough.
  const written = argument === null ? '' : typeof argument === 'number' ? `(${argument})` : `('${argument}')`;
  return `${name} | ${format.name}${written}`;
}
