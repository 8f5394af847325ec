import { type Builtin, BuiltinFailure, type Markup } from '../../builtins/builtin.ts';
import { builtins } from '../../builtins/builtins.ts';
import type { JsonObject } from '../../document/types.ts';
import { RenderBudgetError } from '../../expressions/index.ts';
import { escapeText } from '../../html/escape.ts';
import { attribute, closeTag, compareAttributes, endOfOpenTag, isVoid, openTag } from '../../html/writer.ts';
import type { Code } from '../../program.ts';
import { failNode } from './fail-node.ts';
import { externalRel } from './link-leaf.ts';
import { type LinkEnvironment, linkValue } from './link-value.ts';
import { type Part, writing } from './part.ts';
import { RenderLimitError } from './render-error.ts';
import { resolveUrl } from './resolve-url.ts';
import { checkLimits, type RenderState } from './state.ts';

/**
 * `["call", builtin, args]`: its whole markup, or its failure: to the nearest boundary, else a box in its place. What its
 * code throws takes its own node with it, not the page (E7).
 */
export function linkBuiltin(
  name: string,
  args: Code,
  types: readonly string[],
  node: number,
  env: LinkEnvironment,
): Part {
  const builtin = builtins.get(name);
  if (!builtin) throw new Error(`The program calls an unknown built-in "${name}".`);
  const value = linkValue(args, env);
  return writing((state) => {
    state.node = node;
    try {
      return markupOf(builtin, value(state) as JsonObject, env, node, state);
    } catch (failure) {
      return failNode(codeOf(failure, types[0] ?? name, state), types, state);
    }
  });
}

/** Tells the failure of a built-in and answers its code; the limits of a whole render are none of its own. */
function codeOf(failure: unknown, component: string, state: RenderState): 'UI9001' | 'UI9203' {
  if (failure instanceof RenderLimitError || failure instanceof RenderBudgetError) throw failure;
  if (failure instanceof BuiltinFailure) {
    const { limit, value, most } = failure;
    state.report('UI9001', { limit, value, most });
    return 'UI9001';
  }
  const problem = failure instanceof Error ? failure.message : String(failure);
  state.report('UI9203', { component, problem });
  return 'UI9203';
}

function markupOf(builtin: Builtin, args: JsonObject, env: LinkEnvironment, node: number, state: RenderState): string {
  let html = '';
  const markup: Markup = {
    element(tag, attributes, body) {
      html += openTag(tag);
      for (const name of Object.keys(attributes).sort(compareAttributes)) {
        html += attributeOf(name, attributes[name] ?? null, env, node, state);
      }
      html += endOfOpenTag(tag);
      if (isVoid(tag)) return;
      body?.();
      html += closeTag(tag);
    },
    text(value) {
      html += escapeText(value);
    },
  };
  builtin(args, markup, { env: state.env, report: state.report });
  // What it wrote costs as much as an expression that makes a text of that length.
  state.env.steps += html.length >> 6;
  checkLimits(state);
  return html;
}

/** As the ops `attribute` and `url` write them. */
function attributeOf(
  name: string,
  value: string | number | boolean | null,
  env: LinkEnvironment,
  node: number,
  state: RenderState,
): string {
  if (name !== 'href' && name !== 'src') return attribute(name, value);
  const safe = resolveUrl(value, name === 'href' ? 'link' : 'image', env, node, state);
  if (!safe) return '';
  const rel = name === 'href' && safe.external ? attribute('rel', externalRel(null)) : '';
  return attribute(name, safe.url) + rel;
}
