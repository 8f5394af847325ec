import type { ResolvedTheme } from '../../themes/resolve-theme.ts';

/**
 * Takes the room out of the engine's own CSS and sets the theme's widths: `@above md` and `@below md` stand for media
 * queries in it. Strings stay as they are.
 */
export function minify(css: string, breakpoints: ResolvedTheme['breakpoints']): string {
  const parts = css.split(/("(?:[^"\\]|\\.)*")/);
  return parts
    .map((part, at) => (at % 2 === 1 ? part : squeeze(part, breakpoints)))
    .join('')
    .trim();
}

const squeeze = (css: string, breakpoints: ResolvedTheme['breakpoints']): string =>
  css
    .replace(
      /@(above|below) (sm|md|lg|xl)\b/g,
      (_, side: string, size: 'sm' | 'md' | 'lg' | 'xl') =>
        `@media (width${side === 'above' ? '>=' : '<'}${breakpoints[size]})`,
    )
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};]) ?/g, '$1')
    .replace(/([,:]) /g, '$1')
    .replace(/ ?> ?/g, '>')
    .replace(/ !important/g, '!important')
    .replace(/(?<![\w.-])0\.(?=\d)/g, '.')
    .replace(/;+}/g, '}')
    .replace(/;{2,}/g, ';');
