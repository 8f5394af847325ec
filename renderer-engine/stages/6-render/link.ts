import type { Json } from '../../document/types.ts';
import type { Op, Program } from '../../program.ts';
import type { AnyOp } from '../5-emit/ops.ts';
import { linkGuard, linkIf, linkSwitch } from './link-block.ts';
import { linkPage, linkTry } from './link-boundary.ts';
import { linkBuiltin } from './link-builtin.ts';
import { linkInstance } from './link-instance.ts';
import { linkSettled, linkWaiting } from './link-lazy.ts';
import { linkLeaf } from './link-leaf.ts';
import { linkEach } from './link-loop.ts';
import { linkSections } from './link-sections.ts';
import { type LinkEnvironment, linkValue } from './link-value.ts';
import { nothing, type Part, sequence, staticPart } from './part.ts';

/** The flat op list as nested functions. Done once per program; a render only runs them. */
export function linkProgram(env: LinkEnvironment): Part {
  const reader: Reader = { ops: env.program.ops, at: 0, node: 0, env };
  const part = readSequence(reader);
  if (reader.at < env.program.ops.length) throw new Error('The program has an "end" too many.');
  return part;
}

/** The ops from `start` up to the end of the block or branch they stand in; `node` is the one they belong to. */
export const linkFrom = (start: number, node: number, env: LinkEnvironment): Part =>
  readSequence({ ops: env.program.ops, at: start, node, env });

interface Reader {
  readonly ops: Program['ops'];
  at: number;
  node: number;
  readonly env: LinkEnvironment;
}

/** Ops that end a sequence: the end of a block or its next branch. */
const closing = new Set(['else', 'catch', 'case', 'default', 'end', 'leave']);

function readSequence(reader: Reader): Part {
  const parts: Part[] = [];
  for (let op = peek(reader); op !== undefined && !isClosing(op); op = peek(reader)) {
    reader.at += 1;
    if (typeof op === 'string') parts.push(staticPart(op));
    else if (op[0] === 'node') reader.node = op[1] as number;
    else if (op[0] === 'enter') parts.push(readInstance(op[1] as readonly string[], reader));
    else parts.push(readOp(op as unknown as AnyOp, reader));
  }
  return sequence(parts);
}

const peek = (reader: Reader): Op | undefined => reader.ops[reader.at];
const isClosing = (op: Op): boolean => typeof op !== 'string' && closing.has(op[0]);

/** Where nobody looks, the marks of an instance cost nothing: its parts stand among their neighbors. */
function readInstance(types: readonly string[], reader: Reader): Part {
  const { env, node } = reader;
  const body = readSequence(reader);
  if (!take('leave', reader)) throw new Error('The program has an instance that does not end.');
  return env.watching ? linkInstance(types, node, body, env) : body;
}

function readOp(op: AnyOp, reader: Reader): Part {
  const { env, node } = reader;
  switch (op[0]) {
    case 'if': {
      const [then, otherwise] = readBranches('else', reader);
      return linkIf(linkValue(op[1], env), node, then, otherwise);
    }
    case 'each': {
      const [body, empty] = readBranches('else', reader);
      return linkEach(linkValue(op[1], env), op[2], node, body, empty, env);
    }
    case 'guard': {
      const [body] = readBranches(null, reader);
      return linkGuard(op[1], op[2], op[3] ?? [], node, body);
    }
    case 'try': {
      const [body, handler] = readBranches('catch', reader);
      return linkTry(op[1], op[2], body, handler);
    }
    case 'page': {
      const [body, handler] = readBranches('catch', reader);
      return linkPage(op[1], op[2], op[3], body, handler);
    }
    case 'fragment': {
      const [body] = readBranches(null, reader);
      return linkSettled(env.program.fragments[op[1]]!, body, op[2] ? linkValue(['$id', op[2] as Json], env) : null);
    }
    case 'waiting': {
      const [place, content] = readBranches('else', reader);
      const id = op[2] ? linkValue(['$id', op[2] as Json], env) : null;
      return linkWaiting(op[1], id, place, content, env);
    }
    case 'sections':
      return linkSections(env);
    case 'switch':
      return readSwitch(op[1], reader);
    case 'call':
      return linkBuiltin(op[1], op[2], op[3] ?? [], node, env);
    default:
      return linkLeaf(op, node, env);
  }
}

/** A block's body and, after `word`, its other branch. */
function readBranches(word: 'else' | 'catch' | null, reader: Reader): readonly [Part, Part] {
  const body = readSequence(reader);
  const other = word !== null && take(word, reader) ? readSequence(reader) : nothing;
  expectEnd(reader);
  return [body, other];
}

function readSwitch(code: Json, reader: Reader): Part {
  const { env, node } = reader;
  const cases = new Map<string, Part>();
  let otherwise = nothing;
  for (let op = peek(reader); op !== undefined && op[0] === 'case'; op = peek(reader)) {
    reader.at += 1;
    cases.set(String(op[1]), readSequence(reader));
  }
  if (take('default', reader)) otherwise = readSequence(reader);
  expectEnd(reader);
  return linkSwitch(linkValue(code, env), node, cases, otherwise);
}

function take(word: string, reader: Reader): boolean {
  const op = peek(reader);
  if (op === undefined || typeof op === 'string' || op[0] !== word) return false;
  reader.at += 1;
  return true;
}

function expectEnd(reader: Reader): void {
  if (!take('end', reader)) throw new Error('The program has a block that does not end.');
}
