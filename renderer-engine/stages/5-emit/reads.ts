import type { Json } from '../../document/types.ts';
import type { ActionEntry, Code, Contract, FragmentReads, Op, ProgramFragment } from '../../program.ts';
import { type FragmentPath, fragmentPaths } from './fragment-path.ts';

type Names = Pick<Contract, 'route' | 'params' | 'data'>;

/** The table of fragments with what each depends on: its own ops, its path, and the arguments of its data. */
export function withReads(
  fragments: readonly Omit<ProgramFragment, keyof FragmentReads>[],
  ops: readonly Op[],
  contract: Names,
): readonly ProgramFragment[] {
  const paths = fragments.length > 0 ? fragmentPaths(ops) : [];
  return fragments.map((fragment, index) => ({ ...fragment, ...readsOf(paths[index]!, ops, contract) }));
}

/** Data is only asked for when something that is shown reads it. */
export function withoutUnread(contract: Contract, ops: readonly Op[], actions: readonly ActionEntry[]): Contract {
  const declared = Object.keys(contract.data);
  if (declared.length === 0) return contract;
  const reads = newReads(contract);
  for (const code of [ops, actions, contract.forms]) reads.collect(code as unknown as Json);
  const unread = new Set(declared.filter((name) => !reads.data.has(name)));
  if (unread.size === 0) return contract;
  return { ...contract, data: Object.fromEntries(Object.entries(contract.data).filter(([name]) => !unread.has(name))) };
}

function readsOf({ steps, start, end }: FragmentPath, ops: readonly Op[], contract: Names): FragmentReads {
  const reads = newReads(contract);
  const awaited = newReads(contract);
  const critical = newReads(contract);
  for (const { op } of steps) {
    if (op[0] === 'page' || op[0] === 'try') continue;
    for (const one of [reads, awaited, critical]) one.collect(op as unknown as Json);
  }
  const body = ops.slice(start, end);
  const own = [...outsideLazy(body)];
  for (const op of body) reads.collect(op as Json);
  for (const op of own) awaited.collect(op as Json);
  for (const op of outsideBoundaries(own)) critical.collect(op as Json);
  for (const name of reads.data) {
    for (const argument of Object.values(contract.data[name]?.args ?? {})) reads.collect(argument);
  }
  const sorted = (names: ReadonlySet<string>) => [...names].sort();
  return {
    params: sorted(reads.params),
    data: sorted(reads.data),
    ...(awaited.data.size < reads.data.size && { awaited: sorted(awaited.data) }),
    critical: sorted(critical.data),
  };
}

/** All but what comes into the places of lazy nodes. */
function* outsideLazy(ops: readonly Op[]): Generator<Op> {
  const open: string[] = [];
  let inside = 0;
  for (const op of ops) {
    const name = typeof op === 'string' ? '' : op[0];
    if (blockNames.has(name)) open.push(name);
    if (name === 'else' && open.at(-1) === 'waiting') {
      open[open.length - 1] = 'content';
      inside += 1;
    }
    if (name === 'end' && open.pop() === 'content') inside -= 1;
    if (inside === 0) yield op;
  }
}

function* outsideBoundaries(ops: readonly Op[]): Generator<Op> {
  const open: string[] = [];
  let boundaries = 0;
  for (const op of ops) {
    const name = typeof op === 'string' ? '' : op[0];
    if (blockNames.has(name)) open.push(name);
    if (name === 'try') boundaries += 1;
    if (name === 'catch' && open.at(-1) === 'try') {
      boundaries -= 1;
      open[open.length - 1] = 'handler';
    }
    if (name === 'end') open.pop();
    if (boundaries === 0 && name !== 'try') yield op;
  }
}

const blockNames = new Set(['if', 'switch', 'each', 'guard', 'try', 'waiting', 'fragment']);

/** The first slots of every frame (`emit.ts`). */
const [paramsSlot, dataSlot] = [0, 1];

/** Gathers names of params and data that ops and codes depend on. */
function newReads(contract: Names) {
  const params = new Set<string>();
  const data = new Set<string>();

  function collect(code: Code): void {
    if (code === null || typeof code !== 'object') return;
    if (!Array.isArray(code)) {
      for (const item of Object.values(code)) collect(item);
      return;
    }
    const [name, operand, member] = code;
    if (name === 'const' || name === 'guard') return;
    const root = name === 'get' ? rootOf(operand!) : null;
    if (root !== null && typeof member === 'string') {
      const [set, declared] = root === paramsSlot ? [params, contract.params] : [data, contract.data];
      if (Object.hasOwn(declared, member)) set.add(member);
      return;
    }
    if (readsAllParams(code)) addAll(params, contract.params);
    if (rootOf(code) === dataSlot) addAll(data, contract.data);
    if (name === '$path') for (const param of inRoute(contract)) params.add(param);
    for (const item of code) collect(item);
  }
  return { params, data, collect };
}

/** Addresses of the page and of its actions keep all params; a GET form has them as its value. */
const readsAllParams = (code: readonly Json[]): boolean =>
  code[0] === '$self' ||
  code[0] === '$current' ||
  // A link to a page may lead to this one, and then keeps its params.
  (code[0] === 'url' && JSON.stringify(code[2]).includes('"page"')) ||
  code[0] === '$eager' ||
  code[0] === '$action' ||
  (code[0] === 'form' && code.length === 4 && code[3] === null) ||
  rootOf(code) === paramsSlot;

const rootOf = (code: Code): number | null =>
  Array.isArray(code) && code.length === 2 && code[0] === 'slot' && (code[1] === paramsSlot || code[1] === dataSlot)
    ? (code[1] as number)
    : null;

function addAll(set: Set<string>, declared: Readonly<Record<string, unknown>>): void {
  for (const name of Object.keys(declared)) set.add(name);
}

const inRoute = ({ route, params }: Names): readonly string[] =>
  Object.keys(params).filter((name) => route?.includes(`{${name}}`));
