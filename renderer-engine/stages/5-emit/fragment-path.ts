import type { Op } from '../../program.ts';
import type { AnyOp } from './ops.ts';

/** What leads from the start of a program to a fragment: the blocks around it, and what sets slots on the way. */
export interface FragmentPath {
  readonly steps: readonly PathStep[];
  /** Index of the op after `['fragment', n]`. */
  readonly start: number;
  /** Index of its `['end']`. */
  readonly end: number;
}

/** An op on the way. */
export interface PathStep {
  readonly op: AnyOp;
  /** Which part of a block is meant: the one after that op, e.g. `['else']`; null is the first. */
  readonly branch: AnyOp | null;
  /** Where the op stands. */
  readonly at: number;
  /** Where the other parts of the block start, e.g. its `['catch']`. */
  readonly parts: readonly number[];
  /** Index into `Program.nodes`; -1 before the first. */
  readonly node: number;
}

interface OpenBlock {
  readonly step: PathStep & { readonly parts: number[] };
  /** Steps before the block; those inside it are dropped when it ends. */
  readonly before: number;
}

const blocks = new Set<string>(['if', 'switch', 'each', 'guard', 'try', 'page', 'waiting', 'fragment', 'enter']);
const branches = new Set<string>(['else', 'catch', 'case', 'default']);
const settingSlots = new Set<string>(['set', 'form']);

/** The paths of all fragments of a program, by their index. */
export function fragmentPaths(ops: readonly Op[]): readonly FragmentPath[] {
  const paths: FragmentPath[] = [];
  const open: OpenBlock[] = [];
  const steps: PathStep[] = [];
  let node = -1;
  ops.forEach((any, at) => {
    if (typeof any === 'string') return;
    const op = any as unknown as AnyOp;
    const [name] = op;
    if (name === 'node') node = op[1];
    else if (name === 'end' || name === 'leave') {
      const { step, before } = open.pop()!;
      if (step.op[0] === 'fragment') paths[step.op[1]] = { steps: steps.slice(0, before), start: step.at + 1, end: at };
      steps.length = before;
    } else if (branches.has(name)) {
      const { step, before } = open.at(-1)!;
      step.parts.push(at);
      steps.length = before;
      steps.push({ ...step, branch: op });
    } else if (blocks.has(name)) {
      const step = { op, branch: null, at, parts: [], node };
      open.push({ step, before: steps.length });
      steps.push(step);
    } else if (settingSlots.has(name)) steps.push({ op, branch: null, at, parts: [], node });
  });
  return paths;
}
