import { inOnePiece } from '../../document/one-piece.ts';
import type { Json, JsonObject } from '../../document/types.ts';
import { constantOf } from '../../expressions/index.ts';
import { attribute } from '../../html/writer.ts';
import type { ActionEntry, Code, Op, ProgramNode, ScriptName } from '../../program.ts';
import { mergeStatic } from '../4-optimize/merge-static.ts';
import type { Place } from '../4-optimize/tree.ts';
import type { AnyOp, EachLoop } from './ops.ts';

/** Ops as they are gathered. */
export type Written = string | AnyOp | PendingId | KeptBlock;

/** An id attribute that is written if anything asked for it before its node ended. */
export interface PendingId {
  /** The id; null as long as nothing needs it. */
  pending: Code | null;
}

/**
 * Plain is what is hashed; `traced` names nodes in the HTML, `measured` marks instances for who watches them, and
 * `blamed` only says which types are to blame for what fails.
 */
export type Form = 'plain' | 'traced' | 'measured' | 'blamed';

/** What a chunk wrote, and all that writing it changed. */
export interface KeptOps {
  /** Numbers of nodes count from the chunk's first one. */
  readonly ops: readonly Written[];
  /** Made of `ops` when they are first asked for. */
  readonly forms: Map<Form, readonly Op[]>;
  /** The plain form as it was last written: most edits leave the numbers of nodes as they are. */
  numbered: { readonly base: number; readonly ops: readonly Op[] } | null;
  /** Where its nodes stand, and what the program says of them. */
  readonly places: readonly Place[];
  readonly nodes: readonly ProgramNode[];
  /** The slots it has taken are these: code that names them fits nowhere else. */
  readonly slots: { readonly from: number; readonly to: number };
  /** Params that addresses of this page reset. */
  readonly paging: string;
  readonly types: ReadonlySet<string>;
  readonly actions: readonly ActionEntry[];
  readonly scripts: ReadonlySet<ScriptName>;
  readonly needs: { readonly actForm: boolean };
  readonly classes: ReadonlyMap<string, JsonObject>;
  readonly messages: ReadonlyMap<string, ReadonlySet<string> | 'all'>;
}

/** Kept ops in their place among the others. */
export interface KeptBlock {
  readonly kept: KeptOps;
  /** Number of its first node. */
  readonly base: number;
}

/** Pending ids become attributes or nothing; what only another form needs is left out (language.md 9.4). */
export function settle(ops: readonly Written[], form: Form): Op[] {
  const settled: Op[] = [];
  for (const op of ops) {
    if (typeof op === 'string') settled.push(op);
    else if ('kept' in op) for (const one of opsOf(op, form)) settled.push(one);
    else if ('pending' in op) {
      if (op.pending !== null) settled.push(idOp(op.pending));
    } else settleOp(op, form, settled);
  }
  return settled;
}

function settleOp(op: AnyOp, form: Form, settled: Op[]): void {
  switch (op[0]) {
    case 'trace':
      if (form === 'traced') settleTrace(op, settled);
      break;
    case 'each':
      settled.push((op[2].traced ? ['each', op[1], loopOf(op[2], form)] : op) as unknown as Op);
      break;
    case 'enter':
    case 'leave':
      if (form === 'traced' || form === 'measured') settled.push(op as unknown as Op);
      break;
    case 'guard':
    case 'call':
      settled.push((form === 'plain' && op.length > 3 ? op.slice(0, 3) : op) as unknown as Op);
      break;
    case 'fail':
      settled.push((form === 'plain' && op.length > 2 ? op.slice(0, 2) : op) as unknown as Op);
      break;
    default:
      settled.push(op as unknown as Op);
  }
}

function settleTrace([, id, keys]: Extract<AnyOp, readonly ['trace', ...unknown[]]>, settled: Op[]): void {
  settled.push(attribute('data-ui-node', id));
  if (!keys) return;
  const [only] = keys;
  const isKnown = keys.length === 1 && typeof only === 'string';
  settled.push(isKnown ? attribute('data-ui-key', only) : ['attribute', 'data-ui-key', ['$id', keys] as Json]);
}

/** A key that only the trace needs is none elsewhere. */
const loopOf = ({ traced: _, ...loop }: EachLoop, form: Form) => (form === 'traced' ? loop : { ...loop, key: null });

function idOp(id: Code): Op {
  const known = constantOf(id);
  return known === undefined ? ['attribute', 'id', id as Json] : attribute('id', known);
}

/** The ops of a block, its nodes numbered as in the program. */
function opsOf({ kept, base }: KeptBlock, form: Form): readonly Op[] {
  if (form === 'plain' && kept.numbered?.base === base) return kept.numbered.ops;
  const ops = formOf(kept, form).map(
    (op): Op => (typeof op !== 'string' && op[0] === 'node' ? ['node', (op[1] as number) + base] : op),
  );
  if (form === 'plain') kept.numbered = { base, ops };
  return ops;
}

function formOf({ ops, forms }: KeptOps, form: Form): readonly Op[] {
  const known = forms.get(form);
  if (known) return known;
  const made = compact(settle(ops, form)).map((op) => (typeof op === 'string' ? inOnePiece(op) : op));
  forms.set(form, made);
  return made;
}

/** As `mergeStatic`, but the last marker stays: code may follow. */
function compact(ops: readonly Op[]): readonly Op[] {
  const merged = mergeStatic(ops);
  const last = ops.findLastIndex((op) => typeof op !== 'string' && op[0] !== 'node');
  const marker = ops.findLastIndex((op) => typeof op !== 'string' && op[0] === 'node');
  return marker > last ? [...merged, ops[marker]!] : merged;
}
