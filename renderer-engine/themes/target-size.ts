import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { report } from '../diagnostics/report.ts';
import type { Json, JsonObject } from '../document/types.ts';
import { finalValue } from './aliases.ts';
import { placeOf } from './diagnostic-place.ts';
import type { ThemeUnit } from './load-theme.ts';
import { type Choice, type Resolver, treeFor } from './resolver-document.ts';
import type { RawToken } from './token-tree.ts';

/** CSS pixels on each side that fingers can hit (WCAG 2.2, criterion 2.5.8). */
const leastPixels = 24;
/** How large a browser shows `1rem` unless people ask for more. */
const pixelsOfRem = 16;

const isTarget = (path: string): boolean => path === 'size.target' || path.startsWith('size.control.');

/** What people press must be large enough, whatever one modifier makes of it; each token is told once. */
export function targetSizeProblems(chain: readonly ThemeUnit[], resolver: Resolver): readonly Diagnostic[] {
  const small = new Map<string, { readonly token: RawToken; readonly pixels: number }>();
  const changes = resolver.modifiers.flatMap(({ name, contexts }): readonly Choice[] =>
    Object.keys(contexts).map((context) => ({ [name]: context })),
  );
  for (const choice of [{}, ...changes]) {
    const tree = treeFor(resolver, choice, []);
    for (const [path, token] of tree.tokens) {
      if (!isTarget(path) || small.has(path)) continue;
      const pixels = pixelsOf(finalValue(tree, path));
      if (pixels !== null && pixels < leastPixels) small.set(path, { token, pixels });
    }
  }
  return [...small].map(
    ([
      token,
      {
        token: { at },
        pixels,
      },
    ]) => report('UI6302', { token, pixels, least: leastPixels }, placeOf(chain, at)),
  );
}

function pixelsOf(value: Json): number | null {
  const { value: amount, unit } = (value ?? {}) as JsonObject;
  if (typeof amount !== 'number') return null;
  return unit === 'rem' ? amount * pixelsOfRem : unit === 'px' ? amount : null;
}
