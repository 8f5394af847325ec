import type { Json, JsonObject } from '../../document/types.ts';
import { blockedUrl, type SafeUrl, safeUrl, type UrlPurpose } from '../../html/url.ts';
import { asText } from '../../html/writer.ts';
import { blockedReason } from '../5-emit/attributes.ts';
import { linkAddress } from './current-page.ts';
import type { LinkEnvironment } from './link-environment.ts';
import type { RenderState } from './state.ts';

/** Text is a URL, a map is `{ page, params, hash }`; null leaves the attribute out. */
export function resolveUrl(
  value: Json,
  purpose: UrlPurpose,
  env: LinkEnvironment,
  node: number,
  state: RenderState,
): SafeUrl | null {
  if (value === null || typeof value === 'boolean') return null;
  if (typeof value !== 'object') {
    const safe = safeUrl(asText(value), purpose, env.site.urls);
    if (safe.blocked) reportBlocked(asText(value), purpose, node, state);
    return safe;
  }
  const address =
    purpose === 'link' && !Array.isArray(value) ? linkAddress(value as JsonObject, env.program, state, env.site) : null;
  if (address !== null) return { url: address, external: false, blocked: false };
  state.node = node;
  const page = (value as JsonObject)['page'];
  state.report('UI5103', { page: asText(page ?? null), nearest: null });
  return blockedUrl;
}

/** Tells the author which address was left out. */
export function reportBlocked(url: string, purpose: UrlPurpose, node: number, state: RenderState): void {
  state.node = node;
  state.report('UI9301', { url: url.slice(0, 200), reason: blockedReason[purpose] });
}
