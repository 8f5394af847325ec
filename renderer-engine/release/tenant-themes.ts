import type { ThemeDocument } from '../document/types.ts';
import { defaultLimits } from '../limits.ts';
import { parse } from '../stages/1-parse/parse.ts';
import type { Bundle } from './bundle.ts';

/**
 * The theme that each tenant sees the pages of a bundle in (language.md 6.2); sorted by tenant. Of several that belong to
 * one, it is the one that no other extends.
 */
export function tenantThemes({
  documents,
}: Pick<Bundle, 'documents'>): readonly { readonly tenant: string; readonly theme: string }[] {
  const themes = documents.flatMap(({ text }): readonly ThemeDocument[] => {
    const { document } = parse(text, undefined, defaultLimits);
    return document?.kind === 'theme' && document.tenant ? [document] : [];
  });
  const parents = new Set(themes.map((theme) => theme.extends?.split(/@(?=[^@]*$)/)[0]));
  const newest = themes.filter(({ id }) => !parents.has(id)).sort((a, b) => (a.id < b.id ? -1 : 1));
  const tenants = [...new Set(newest.map(({ tenant = '' }) => tenant))].sort();
  return tenants.map((tenant) => ({ tenant, theme: newest.find((theme) => theme.tenant === tenant)?.id ?? '' }));
}
