import { dialects } from '../../dialects/index.ts';
import type { Json, JsonObject } from '../../document/types.ts';
import { constantOf } from '../../expressions/index.ts';
import { escapeText } from '../../html/escape.ts';
import { type SafeUrl, safeUrl } from '../../html/url.ts';
import { asText, attribute, attributeWriter, earlyScriptTag, scriptTag, startTag, text } from '../../html/writer.ts';
import { contextText, modifierAttribute } from '../../themes/css-text.ts';
import type { AnyOp, LateValue } from '../5-emit/ops.ts';
import { failNode } from './fail-node.ts';
import { firstStyles, laterStyles } from './late-styles.ts';
import { lazyAttributes } from './lazy-attributes.ts';
import { standingOf } from './link-lazy.ts';
import { linkAsk, linkInput, linkReadonly, linkRequest } from './link-request.ts';
import { type LinkEnvironment, linkValue, memberOf } from './link-value.ts';
import { doing, nothing, type Part, staticPart, type Write, writing } from './part.ts';
import { reportBlocked, resolveUrl } from './resolve-url.ts';
import { fragmentAddress, ownAddress } from './site.ts';

/** One op that is no block; `node` is the node it belongs to. */
export function linkLeaf(op: AnyOp, node: number, env: LinkEnvironment): Part {
  switch (op[0]) {
    case 'text':
      return linkText(op[1], node, env);
    case 'attribute': {
      const [, name, code] = op;
      const value = linkValue(code, env);
      const write = attributeWriter(name);
      return writing((state) => {
        state.node = node;
        return write(scalar(value(state)));
      });
    }
    case 'axis': {
      const [, name, code, values] = op;
      const value = linkValue(code, env);
      const written = new Map(values.map((one) => [one, attribute(name, one)]));
      return writing((state) => {
        state.node = node;
        return written.get(value(state)) ?? '';
      });
    }
    case 'set': {
      const [, slot, code] = op;
      const value = linkValue(code, env);
      return doing((state) => {
        state.node = node;
        state.frame[slot] = value(state);
      });
    }
    case 'url':
      return linkUrl(op, node, env);
    case 'srcset':
      return linkSrcset(op[1], op[2], node, env);
    case 'lazy':
      return linkLazyAttributes(op, env);
    case 'late':
      return writing(lateValues[op[1]]);
    case 'form':
      return linkForm(op, env);
    case 'fail':
      return writing((state) => failNode('UI9203', op[2] ?? [op[1]], state));
    case 'request':
      return linkRequest(op[1], node, env);
    case 'input':
      return linkInput(op, env);
    case 'readonly':
      return linkReadonly(op, env);
    case 'ask':
    case 'give':
      return linkAsk(op, node, env);
    case 'canonical':
      return linkCanonical(env);
    case 'picture':
      return linkPicture(op[1], node, env);
    default:
      throw new Error(`The program has an unknown operation "${op[0]}".`);
  }
}

/** Maps and lists have no attribute form. */
const scalar = (value: Json): Json => (value !== null && typeof value === 'object' ? null : value);

function linkText(code: Json, node: number, env: LinkEnvironment): Part {
  const value = linkValue(code, env);
  const member = memberOf(code);
  if (member) {
    const { slot, name } = member;
    return writing((state) => {
      const map = state.frame[slot] ?? null;
      const { env } = state;
      if (map !== null && map === env.plain) {
        const found = (map as JsonObject)[name];
        if (typeof found === 'string') {
          env.steps += 1;
          return escapeText(found);
        }
      }
      state.node = node;
      return text(value(state));
    });
  }
  return writing((state) => {
    state.node = node;
    const found = value(state);
    return typeof found === 'string' ? escapeText(found) : text(found);
  });
}

function linkUrl(
  [, name, code, purpose, rel]: AnyOp & readonly ['url', ...unknown[]],
  node: number,
  env: LinkEnvironment,
): Part {
  const written = (safe: SafeUrl, own: Json): string => {
    const address = attribute(name, safe.url);
    if (name !== 'href') return address;
    return address + attribute('rel', safe.external ? externalRel(own) : own);
  };
  const fixedRel = rel === null ? null : constantOf(rel);
  const relOf = rel === null || name !== 'href' ? null : linkValue(rel, env);
  const constant = constantOf(code);
  if (typeof constant === 'string') {
    const safe = safeUrl(constant, purpose, env.site.urls);
    if (!safe.blocked && fixedRel !== undefined) return staticPart(written(safe, fixedRel));
    return writing((state) => {
      if (safe.blocked) reportBlocked(constant, purpose, node, state);
      return written(safe, relOf?.(state) ?? null);
    });
  }
  const value = linkValue(code, env);
  return writing((state) => {
    state.node = node;
    const safe = resolveUrl(value(state), purpose, env, node, state);
    return safe ? written(safe, relOf?.(state) ?? null) : '';
  });
}

/** An author's `rel` may add to what an external link needs, not take it away. */
export function externalRel(own: Json): string {
  const words = new Set([...asText(own).split(' ').filter(Boolean), 'noopener', 'noreferrer']);
  return [...words].join(' ');
}

function linkSrcset(name: string, code: Json, node: number, env: LinkEnvironment): Part {
  const value = linkValue(code, env);
  return writing((state) => {
    state.node = node;
    const entries = asText(value(state)).split(/,\s+/).filter(Boolean);
    const safe = entries.flatMap((entry) => {
      const [address = '', size = ''] = entry.trim().split(/\s+(?=\S+$)/);
      const url = resolveUrl(address, 'image', env, node, state);
      return url && !url.blocked && /^[1-9][0-9]*w$/.test(size) ? [`${url.url.replaceAll(',', '%2C')} ${size}`] : [];
    });
    return safe.length > 0 ? attribute(name, safe.join(', ')) : '';
  });
}

function linkLazyAttributes([, index, pieces]: AnyOp & readonly ['lazy', ...unknown[]], env: LinkEnvironment): Part {
  const { program, site } = env;
  const fragment = program.fragments[index]!;
  const address = linkValue(['$id', pieces as Json], env);
  return writing((state) =>
    standingOf(fragment, state) === 'late'
      ? attribute('data-ui-late', fragment.lazy?.timeout ?? true)
      : lazyAttributes(
          fragment.lazy!,
          fragmentAddress(program, fragment, String(address(state)), state.params, site),
          dialects[site.dialect],
        ),
  );
}

const lateValues: Readonly<Record<LateValue, Write>> = {
  scripts: ({ late: { scripts } }) => {
    if (!scripts || scripts.files.length === 0) return '';
    const files = [...(scripts.early ?? []).map(earlyScriptTag), ...scripts.files.map(scriptTag)];
    return startTag('meta', { name: 'htmx-config', content: scripts.configuration }) + files.join('');
  },
  stylesheets: ({ late }) => firstStyles(late),
  laterStylesheets: ({ late }) => laterStyles(late),
  preferences: ({ late: { preferences = {} } }) =>
    Object.keys(preferences)
      .sort()
      .map((name) => attribute(modifierAttribute(name), contextText(preferences[name] ?? '')))
      .join(''),
  csrf: ({ late: { csrf } }) =>
    csrf === undefined ? '' : startTag('input', { name: '_csrf', value: csrf, type: 'hidden' }),
};

/** The value of `form` inside a Form: what was typed over the initial value, and the messages of the last check. */
function linkForm([, slot, node, name]: AnyOp & readonly ['form', ...unknown[]], { program }: LinkEnvironment): Part {
  const initial = name === null ? null : (program.contract.forms[name]?.initial ?? {});
  return doing((state) => {
    const typed = state.forms.values[node];
    const given = typeof typed === 'object' && typed !== null && !Array.isArray(typed) ? (typed as JsonObject) : null;
    const errors = state.forms.errors[node] ?? {};
    const invalid = Object.values(errors).some((messages) => messages.length > 0);
    state.frame[slot] = {
      value: initial === null ? state.params : { ...initial, ...given },
      errors: errors as JsonObject,
      // Read by inputs alone: authors have no name for it.
      warnings: (state.forms.warnings[node] ?? {}) as JsonObject,
      state: invalid ? 'invalid' : given ? 'submitted' : 'pristine',
    };
  });
}

function linkCanonical({ program, site }: LinkEnvironment): Part {
  const { origin } = site.urls;
  if (origin === null || program.contract.route === null) return nothing;
  return writing((state) => {
    const href = origin.replace(/\/$/, '') + ownAddress(program, state.params, {}, state.route.path, site);
    return startTag('link', { rel: 'canonical', href });
  });
}

function linkPicture(code: Json, node: number, env: LinkEnvironment): Part {
  const value = linkValue(code, env);
  return writing((state) => {
    state.node = node;
    const safe = resolveUrl(value(state), 'image', env, node, state);
    const { origin } = env.site.urls;
    if (!safe || safe.blocked || (origin === null && safe.url.startsWith('/'))) return '';
    const content = safe.url.startsWith('/') ? origin!.replace(/\/$/, '') + safe.url : safe.url;
    return startTag('meta', { property: 'og:image', content });
  });
}
