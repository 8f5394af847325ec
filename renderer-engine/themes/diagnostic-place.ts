import type { ThemeUnit } from './load-theme.ts';
import type { At } from './token-tree.ts';

/** A place in one of the themes, for a diagnostic. */
export function placeOf(chain: readonly ThemeUnit[], { document, pointer }: At) {
  const unit = chain.find((one) => `${one.document.id}@${one.document.version}` === document);
  return { document, pointer, file: unit?.file, locator: unit?.locator };
}
