import { sentJson } from '../../document/canonical.ts';
import type { Json, JsonObject } from '../../document/types.ts';
import { constantOf, isPlain, linkCode } from '../../expressions/index.ts';
import { localTimeOf } from '../../forms/local-time.ts';
import { encodeKey } from '../../html/dom-id.ts';
import { asText } from '../../html/writer.ts';
import type { Code } from '../../program.ts';
import { isCurrent } from './current-page.ts';
import type { LinkEnvironment } from './link-environment.ts';
import { resolveUrl } from './resolve-url.ts';
import { actionAddress, eagerAddress, ownAddress, ownPath, refreshAddress } from './site.ts';
import type { Evaluate } from './state.ts';

export type { LinkEnvironment } from './link-environment.ts';

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
  const member = memberOf(code);
  if (!member) return null;
  const { slot, name } = member;
  return (state) => {
    const map = state.frame[slot] ?? null;
    if (!isPlain(state.env, map)) return read(state);
    state.env.steps += 1;
    return map[name] ?? null;
  };
}

/** Of `slot.name`: which slot and which name. Null for other code. */
export function memberOf(code: Code): { readonly slot: number; readonly name: string } | null {
  if (!Array.isArray(code) || code.length !== 3 || code[0] !== 'get') return null;
  const [, object, name] = code;
  if (!Array.isArray(object) || object[0] !== 'slot' || typeof name !== 'string') return null;
  // These take the careful way, see `isPlain`.
  return name in Object.prototype ? null : { slot: object[1] as number, name };
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
    case '$key': {
      const key = linkValue(operands[0]!, env);
      return (state) => encodeKey(key(state));
    }
    case '$json': {
      const value = linkValue(operands[0]!, env);
      return (state) => attributeJson(value(state));
    }
    case '$download': {
      const address = linkPieces(operands[0] as readonly Json[], env);
      const trigger = String(operands[1]);
      const values = operands[2] === null ? null : linkValue(operands[2]!, env);
      return (state) =>
        actionAddress(program, asText(address(state)), trigger, state.params, site, values && sentJson(values(state)));
    }
    case '$href': {
      const to = linkValue(operands[0]!, env);
      return (state) => resolveUrl(to(state), 'link', env, state.node, state)?.url ?? null;
    }
    case '$size': {
      const side = operands[0] as 'width' | 'height';
      const source = linkValue(operands[1]!, env);
      return (state) => {
        const path = /^asset:(.+)$/s.exec(asText(source(state)))?.[1];
        return (path !== undefined && site.assets(path)?.[side]) || null;
      };
    }
    case '$fragment':
      return linkFragmentAddress(operands, env);
    case '$toasts':
      return ({ late: { toasts = [] } }) => toasts as unknown as Json;
    case '$errors':
      return linkErrors(operands[0] as number, operands[1] as JsonObject);
    default:
      throw new Error(`The program has an unknown value "${name}".`);
  }
}

function linkFragmentAddress([id, pieces, params, changes, url]: readonly Json[], env: LinkEnvironment): Evaluate {
  const address = linkPieces(pieces as readonly Json[], env);
  const changed = linkEntries(changes as JsonObject, env);
  const fixed = { id: asText(id), params: params as 'all' | 'path', url: url as 'push' | 'replace' | null };
  return (state) =>
    refreshAddress(
      env.program,
      { ...fixed, address: asText(address(state)) },
      { ...state.params, ...changed(state) },
      env.site,
    );
}

/** Canonical JSON that means nothing to HTML (language.md 9.2). */
const attributeJson = (value: Json): string =>
  sentJson(value).replace(/[<>&\u2028\u2029]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

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
