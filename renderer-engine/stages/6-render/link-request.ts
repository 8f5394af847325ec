import { dialects } from '../../dialects/index.ts';
import { asText, attributeWriter, checkAttributeName } from '../../html/writer.ts';
import type { RequestCode } from '../../program.ts';
import type { AnyOp } from '../5-emit/ops.ts';
import { type LinkEnvironment, linkValue } from './link-value.ts';
import { doing, type Part, sequence, staticPart, writing } from './part.ts';

/** A request in the words of the site's dialect. */
export function linkRequest(request: RequestCode, node: number, env: LinkEnvironment): Part {
  const attributes = dialects[env.site.dialect].attributes(request);
  return sequence(
    attributes.map(([name, parts]) => {
      const write = attributeWriter(checkAttributeName(name));
      const constant = parts.every((part) => typeof part === 'string');
      if (constant) return staticPart(write(parts.join('')));
      const values = parts.map((part) => (typeof part === 'string' ? part : linkValue(part.code, env)));
      return writing((state) => {
        state.node = node;
        return write(values.map((value) => (typeof value === 'string' ? value : asText(value(state)))).join(''));
      });
    }),
  );
}

/** Answers whoever looks for the question or the arguments of one action; see `Renderer.asked`. */
export function linkAsk(
  [what, address, trigger, code]: AnyOp & readonly ['ask' | 'give', ...unknown[]],
  node: number,
  env: LinkEnvironment,
): Part {
  const own = linkValue(['$id', address as never], env);
  const value = linkValue(code, env);
  return doing((state) => {
    const { asking } = state;
    if (!asking || asking.trigger !== trigger || own(state) !== asking.address) return;
    state.node = node;
    if (what === 'ask') asking.question = asText(value(state));
    else asking.given = value(state);
  });
}

/** Notes an input that is shown; see `Renderer.shownFields`. */
export function linkInput(
  [, form, pointer, closed]: AnyOp & readonly ['input', ...unknown[]],
  env: LinkEnvironment,
): Part {
  const isClosed = closed === undefined ? () => false : linkValue(closed, env);
  return doing((state) => {
    const { shown } = state;
    if (shown?.form === form) (isClosed(state) === true ? shown.closed : shown.pointers).add(pointer);
  });
}

/** Notes that a form takes nothing. */
export function linkReadonly([, form, test]: AnyOp & readonly ['readonly', ...unknown[]], env: LinkEnvironment): Part {
  const isReadonly = linkValue(test, env);
  return doing((state) => {
    if (state.shown?.form === form) state.shown.readonly = isReadonly(state) === true;
  });
}
