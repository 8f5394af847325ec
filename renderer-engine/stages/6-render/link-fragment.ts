import type { Json } from '../../document/types.ts';
import { encodeKey, idPrefix } from '../../html/dom-id.ts';
import { asText } from '../../html/writer.ts';
import type { Code } from '../../program.ts';
import type { FragmentPath, PathStep } from '../5-emit/fragment-path.ts';
import type { AnyOp, EachLoop } from '../5-emit/ops.ts';
import { errorBox } from './error-box.ts';
import { linkFrom } from './link.ts';
import { attempt, errorValue, failureAmong, writeBox } from './link-boundary.ts';
import { linkLeaf } from './link-leaf.ts';
import { listOf, shortened, uniqueKey } from './link-loop.ts';
import { type LinkEnvironment, linkValue } from './link-value.ts';
import type { Part } from './part.ts';
import type { NodeFailure } from './render-error.ts';
import { checkLimits, type Evaluate, type RenderState } from './state.ts';

/** Frame slot of a loop's key → the encoded key to look for. */
type Keys = ReadonlyMap<number, string>;

/** A fragment on its own. */
export interface LinkedFragment {
  /**
   * Walks to it, the item with that key, what `let` sets, the branch an `if` takes, and writes it. False when the page
   * would not show it, so that nothing hidden can be fetched (language.md 4.4).
   */
  readonly find: (state: RenderState, keys: Keys, address: string) => boolean;
  /** Writes it where the way to it has been walked; in place of it what shows that failure, when there is one. */
  readonly show: (state: RenderState, failure: NodeFailure | null) => void;
}

type WriteFragment = (state: RenderState, failure: NodeFailure | null, id: string | null) => void;

type Step = (state: RenderState, keys: Keys) => boolean;

export function linkFragment(index: number, path: FragmentPath, env: LinkEnvironment): LinkedFragment {
  const { guarded, critical, lazy } = env.program.fragments[index]!;
  const steps = path.steps.map((step) => linkStep(step, env));
  const body = linkFrom(path.start, path.steps.at(-1)?.node ?? -1, env);
  const boundary = guarded ? path.steps.findLast(({ op, branch }) => op[0] === 'try' && branch === null) : undefined;
  const write = boundary
    ? withHandler(boundary, body, env)
    : lazy
      ? withBox(body, addressOf(path, env))
      : withNamedBox(body);
  const show: LinkedFragment['show'] = (state, failure) => write(state, failure ?? failureAmong(critical, state), null);
  const find: LinkedFragment['find'] = (state, keys, address) => {
    // When what the path reads has failed, nobody knows whether the page would show it: an error, not a 404.
    const isThere = steps.every((step) => step(state, keys)) || failureAmong(critical, state) !== null;
    if (isThere) write(state, failureAmong(critical, state), idPrefix + address);
    return isThere;
  };
  return { find, show };
}

/** The node's own `catch` answers for its fragment too; boundaries further out are not part of it. */
function withHandler({ op, parts, node }: PathStep, body: Part, env: LinkEnvironment): WriteFragment {
  const slot = op[1] as number;
  const handler = linkFrom(parts[0]! + 1, node, env);
  return (state, before) => {
    const failure = before ?? attempt(body, state);
    if (!failure) return;
    state.frame[slot] = errorValue(failure, state);
    handler.run(state);
  };
}

/** A lazy node without a `catch` is one box when something in it fails, as in the page with all in place. */
const withBox =
  (body: Part, address: Evaluate | null): WriteFragment =>
  (state, before) => {
    const failure = before ?? attempt(body, state);
    if (failure) writeBox(failure, address, state);
  };

/** The address that the mark of a fragment names for its box; null where it names none. */
function addressOf({ start }: FragmentPath, env: LinkEnvironment): Evaluate | null {
  const mark = env.program.ops[start - 1] as AnyOp | string | undefined;
  const pieces = Array.isArray(mark) && mark[0] === 'fragment' ? mark[2] : undefined;
  return pieces ? linkValue(['$id', pieces as Json], env) : null;
}

/** What a page has from the start and cannot show now: the box has its id, so that it can be asked for again. */
const withNamedBox =
  (body: Part): WriteFragment =>
  (state, failure, id) => {
    if (failure) state.html += errorBox(failure.code, state, id);
    else body.run(state);
  };

function linkStep(step: PathStep, env: LinkEnvironment): Step {
  const { op, branch, node } = step;
  switch (op[0]) {
    case 'if': {
      const test = linkValue(op[1], env);
      return (state) => (test(state) === true) === (branch === null);
    }
    case 'switch':
      return linkCase(op[1], step, env);
    case 'each':
      return branch === null ? linkItem(op[1], op[2], node, env) : linkEmpty(op[1], env);
    case 'guard':
      return (state) => op[2].every(([, slot]) => (state.frame[slot] ?? null) !== null);
    case 'try':
    case 'page':
      // A handler shows when something has failed, which a walk to one of its nodes does not find out.
      return () => branch === null;
    case 'fragment':
    case 'enter':
    case 'waiting':
      return () => true;
    default: {
      const leaf = linkLeaf(op, node, env);
      return (state) => {
        leaf.run(state);
        return true;
      };
    }
  }
}

function linkCase(code: Code, { branch, parts }: PathStep, env: LinkEnvironment): Step {
  const on = linkValue(code, env);
  if (branch?.[0] === 'case') return (state) => asText(on(state)) === branch[1];
  const others = parts.map((at) => env.program.ops[at]![1]);
  return (state) => !others.includes(asText(on(state)));
}

function linkEmpty(code: Code, env: LinkEnvironment): Step {
  const list = linkValue(code, env);
  return (state) => listOf(list(state), state).length === 0;
}

/** The item whose key the address names; keys are made as in the loop itself, repeated ones too. */
function linkItem(code: Code, loop: EachLoop, node: number, env: LinkEnvironment): Step {
  const list = linkValue(code, env);
  const keyOf: Evaluate | null = loop.keyOf === null ? null : linkValue(loop.keyOf, env);
  return (state, keys) => {
    const wanted = loop.key === null ? undefined : keys.get(loop.key);
    if (wanted === undefined || !keyOf) return false;
    state.node = node;
    const items: readonly Json[] = shortened(listOf(list(state), state), loop.limit, state);
    const seen = new Set<string>();
    for (const [at, item] of items.entries()) {
      state.frame[loop.item] = item;
      state.frame[loop.index] = at;
      checkLimits(state);
      const key = encodeKey(uniqueKey(keyOf(state), at, seen, state));
      if (key !== wanted) continue;
      state.frame[loop.key!] = key;
      return true;
    }
    return false;
  };
}
