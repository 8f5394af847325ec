import { readToken } from './lexer.ts';
import { parseHole } from './parser.ts';
import type { ExpressionProblem } from './problem.ts';
import { SyntaxProblem } from './syntax-error.ts';
import type { Template, TemplateHole } from './template.ts';

const remembered = new Map<string, Template>();
const rememberedCount = 4_096;
const rememberedLength = 2_048;

/**
 * Splits a string at its holes and parses them. Never throws: a broken hole has no `ast`, and `problems` says why.
 * Equal texts give the same object.
 */
export function parseTemplate(text: string): Template {
  const known = remembered.get(text);
  if (known) return known;
  const template = split(text);
  if (text.length <= rememberedLength) {
    // Oldest out first: documents are compiled again and again, so that recency matters little.
    if (remembered.size >= rememberedCount) remembered.delete(remembered.keys().next().value ?? '');
    remembered.set(text, template);
  }
  return template;
}

/** Whether a string has holes or an escaped hole, so that it is more than its own text. */
export const isDynamic = (text: string): boolean => text.includes('${');

function split(text: string): Template {
  const parts: (string | TemplateHole)[] = [];
  const problems: ExpressionProblem[] = [];
  let literal = '';
  let at = 0;
  for (;;) {
    const opening = text.indexOf('${', at);
    if (opening < 0) break;
    // The dollar before belongs to an escape only if it was not read already.
    if (opening > at && text[opening - 1] === '$') {
      literal += `${text.slice(at, opening - 1)}\${`;
      at = opening + 2;
      continue;
    }
    literal += text.slice(at, opening);
    if (literal) parts.push(literal);
    literal = '';
    const hole = readHole(text, opening, problems);
    parts.push(hole);
    at = hole.end;
  }
  literal += text.slice(at);
  if (literal || parts.length === 0) parts.push(literal);
  const whole = parts.length === 1 && typeof parts[0] === 'object';
  return { text, parts, whole, problems };
}

function readHole(text: string, start: number, problems: ExpressionProblem[]): TemplateHole {
  try {
    const { ast, end } = parseHole(text, start + 2);
    return { start, end, ast };
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    problems.push(error.problem);
    return { start, end: closingBrace(text, start + 2), ast: null };
  }
}

/** Where a broken hole most likely ends: at its closing brace, else at the next one, else with the text. */
function closingBrace(text: string, from: number): number {
  let open = 0;
  try {
    for (let token = readToken(text, from); token.kind !== 'end'; token = readToken(text, token.end)) {
      if (token.kind !== 'symbol') continue;
      if (token.text === '{') open++;
      if (token.text === '}' && open-- === 0) return token.end;
    }
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
  }
  const next = text.indexOf('}', from);
  return next < 0 ? text.length : next + 1;
}
