import type { Json, JsonObject } from '../../document/types.ts';
import { constantOf, isPlain, linkCode } from '../../expressions/index.ts';
import { localTimeOf } from '../../forms/local-time.ts';
import { asText } from '../../html/writer.ts';
import type { Code, Program } from '../../program.ts';
import { isCurrent } from './current-page.ts';
import { actionAddress, eagerAddress, ownAddress, ownPath, type Site } from './site.ts';
import type { Evaluate } from './state.ts';
import type { Watching } from './watch.ts';

export interface LinkEnvironment {
  readonly program: Program;
  readonly site: Site;
  /** Who looks at instances; null links them as if they had no marks. */
  readonly watching: Watching | null;
}

/** Code → function of the render's state: expressions, and the values of `stages/5-emit/ops.ts`. */
export function linkValue(code: Code, env: LinkEnvironment): Evaluate {
  if (isOwn(code)) return linkOwn(code, env);
  const constant = constantOf(code);
  if (constant !== undefined) return () => constant;
  if (Array.isArray(code) && code[0] === 'slot') {
    const slot = code[1] as number;
    return (state) => state.frame[slot] ?? null;
  }
  const linked = linkCode(code);
  const read: Evaluate = (state) => linked(state.frame, state.env);
  return linkMember(code, read) ?? read;
}

/**
 * `row.name` is what most holes hold, so it gets a way without the expression's set-up. Anything but a plain map
 * takes the long way, which knows what the language says about it. Loops check the step budget.
 */
function linkMember(code: Code, read: Evaluate): Evaluate | null {
  if (!Array.isArray(code) || code.length !== 3 || code[0] !== 'get') return null;
  const [, object, name] = code;
  if (!Array.isArray(object) || object[0] !== 'slot' || typeof name !== 'string') return null;
  // These take the careful way, see `isPlain`.
  if (name in Object.prototype) return null;
  const slot = object[1] as number;
  return (state) => {
    const map = state.frame[slot] ?? null;
    if (!isPlain(state.env, map)) return read(state);
    state.env.steps += 1;
    return map[name] ?? null;
  };
}

const isOwn = (code: Code): code is readonly [string, ...Json[]] =>
  Array.isArray(code) && typeof code[0] === 'string' && code[0].startsWith('$');

function linkOwn([name, ...operands]: readonly [string, ...Json[]], env: LinkEnvironment): Evaluate {
  const { program, site } = env;
  switch (name) {
    case '$id':
      return linkPieces(operands[0] as readonly Json[], env);
    case '$path':
      return (state) => ownPath(program, state.params, state.route.path, site);
    case '$eager':
      return (state) => eagerAddress(program, state.params, state.route.path, site);
    case '$self': {
      const changes = linkEntries(operands[0] as JsonObject, env);
      return (state) => ownAddress(program, state.params, changes(state), state.route.path, site);
    }
    case '$current': {
      const to = linkValue(operands[0] ?? null, env);
      return (state) => (isCurrent(to(state), program, state, site) ? 'page' : null);
    }
    case '$local': {
      const instant = linkValue(operands[0] ?? null, env);
      return (state) => localTimeOf(instant(state), state.env.timeZone);
    }
    case '$invalid': {
      const forms = operands[0] as readonly string[];
      return ({ forms: { errors } }) => forms.some((form) => Object.keys(errors[form] ?? {}).length > 0);
    }
    case '$action': {
      const address = linkPieces(operands[0] as readonly Json[], env);
      const trigger = String(operands[1]);
      return (state) => actionAddress(program, String(address(state)), trigger, state.params, site);
    }
    case '$errors':
      return linkErrors(operands[0] as number, operands[1] as JsonObject);
    default:
      throw new Error(`The program has an unknown value "${name}".`);
  }
}

function linkPieces(pieces: readonly Json[], env: LinkEnvironment): Evaluate {
  const linked = pieces.map((piece) => (typeof piece === 'string' ? piece : linkValue((piece as Json[])[0]!, env)));
  return (state) => linked.map((piece) => (typeof piece === 'string' ? piece : asText(piece(state)))).join('');
}

function linkEntries(entries: JsonObject, env: LinkEnvironment): (state: Parameters<Evaluate>[0]) => JsonObject {
  const linked = Object.entries(entries).map(([key, code]) => [key, linkValue(code, env)] as const);
  return (state) => Object.fromEntries(linked.map(([key, value]) => [key, value(state)]));
}

/** Messages of a form in the order of its inputs; `id` leads to the input, null when there is none. */
function linkErrors(slot: number, ids: JsonObject): Evaluate {
  return (state) => {
    const form = (state.frame[slot] ?? null) as {
      readonly errors?: Readonly<Record<string, readonly string[]>>;
    } | null;
    const errors = form?.errors ?? {};
    const order = [
      ...Object.keys(ids),
      ...Object.keys(errors)
        .filter((at) => !Object.hasOwn(ids, at))
        .sort(),
    ];
    return order.flatMap((at) =>
      (Object.hasOwn(errors, at) ? errors[at]! : []).map((message) => ({
        at,
        id: typeof ids[at] === 'string' ? ids[at] : null,
        message,
      })),
    );
  };
}
