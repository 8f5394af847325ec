import { dialects } from '../dialects/index.ts';
import type { Json, JsonObject } from '../document/types.ts';
import type { ActionAnswer, RenderInput } from '../engine.ts';
import { idPrefix } from '../html/dom-id.ts';
import { safeUrl } from '../html/url.ts';
import type { Program } from '../program.ts';
import { ownAddress, ownPath, pageAddress, type Site } from '../stages/6-render/site.ts';
import { type Acting, withData } from './acting.ts';
import { type Effect, triggerHeader } from './effects.ts';

interface Partial {
  readonly effects: readonly Effect[];
  readonly status: number;
  /** A form that comes back. */
  readonly refused?: { readonly address: string; readonly input: RenderInput } | undefined;
  /** Fragments that are there already. */
  readonly parts?: readonly { readonly address: string; readonly html: string }[];
}

/** The answer to a script: what changed in the page, and events and toasts as headers (language.md 4.3). */
export async function partialAnswer(acting: Acting, partial: Partial): Promise<ActionAnswer> {
  const { effects, status } = partial;
  const { program, tools } = acting;
  const dialect = dialects[tools.site.dialect];
  const headers: Record<string, string> = { ...triggerHeader(effects) };
  const next = effects.findLast((effect) => effect.do === 'navigate');
  if (next) {
    // The page is left, so words for it travel the way they do without scripts.
    const toasts = effects.filter((effect) => effect.do === 'toast');
    const events = triggerHeader(effects.filter(({ do: what }) => what === 'emit'));
    return { kind: 'partial', status: 200, headers: { 'HX-Redirect': next.to, ...events }, html: '', toasts };
  }
  const html: string[] = [];
  let hasMain = partial.refused !== undefined;
  if (partial.refused) {
    const { address, input } = partial.refused;
    headers['HX-Retarget'] = `#${idPrefix}${address}`;
    headers['HX-Reswap'] = dialect.morph;
    html.push(tools.renderer.fragment(program, address, input)?.html ?? '');
  }
  for (const { address, html: own } of partial.parts ?? [])
    html.push(dialect.part({ id: idPrefix + address, html: own, swap: own === '' ? 'delete' : 'morph' }));
  for (const effect of effects) {
    if (effect.do !== 'render') continue;
    const own = tools.renderer.fragment(program, effect.address, await withData(acting, effect.address))?.html ?? null;
    if (effect.swap === 'none') continue;
    // The main part goes where the element that asked says; it says so only for its own target.
    if (effect.main && own !== null && !partial.refused) {
      html.unshift(own);
      hasMain = true;
    } else if (own === null) html.push(dialect.part({ id: idPrefix + effect.address, html: '', swap: 'delete' }));
    else html.push(dialect.part({ id: idPrefix + effect.address, html: own, swap: 'morph' }));
  }
  // With nothing for its own target, an answer must not empty it.
  if (!hasMain) headers['HX-Reswap'] = 'none';
  return { kind: 'partial', status, headers: { ...urlHeader(acting), ...headers }, html: html.join(''), toasts: [] };

  function urlHeader({ found, input }: Acting): Readonly<Record<string, string>> {
    const url = status < 400 ? found.entry.actions[0]?.url : undefined;
    if (!url) return {};
    const address = ownAddress(program, input.params ?? {}, {}, '/', tools.site);
    return { [url === 'push' ? 'HX-Push-Url' : 'HX-Replace-Url']: address };
  }
}

/** Where `navigate` leads after an action: within this site only (language.md 4.3). */
export function pageLink(to: Json, program: Program, input: RenderInput, site: Site): string | null {
  if (to !== null && typeof to === 'object')
    return Array.isArray(to) ? null : pageAddress(to as JsonObject, program, site);
  if (typeof to !== 'string') return null;
  const { url, blocked } = safeUrl(to, 'action', site.urls);
  if (blocked) return null;
  const params = input.params ?? {};
  if (url.startsWith('?')) return ownPath(program, params, '/', site) + url;
  return url.startsWith('#') ? ownAddress(program, params, {}, '/', site) + url : url;
}
