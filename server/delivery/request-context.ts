import type { Program, RenderContext } from '#engine';
import { chooseLocale } from './locale.ts';
import type { Tenant } from './tenants.ts';

/** `ctx` of a request (language.md 3.3). `now` is cut to the minute, so that a page stays cacheable for that long. */
export function requestContext(
  { contract }: Program,
  asked: string | undefined,
  acceptLanguage: string | undefined,
  now: Date,
  tenant: Tenant,
): RenderContext {
  return {
    locale: chooseLocale(contract.locales, asked, acceptLanguage),
    timeZone: 'UTC',
    now: `${now.toISOString().slice(0, 16)}:00Z`,
    tenant,
    user: null,
    device: { class: 'desktop' },
    flags: {},
  };
}
