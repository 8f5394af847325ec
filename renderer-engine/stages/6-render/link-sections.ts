import { text } from '../../html/writer.ts';
import { wordsDocument } from '../../messages/index.ts';
import type { LinkEnvironment } from './link-environment.ts';
import { linkLeaf } from './link-leaf.ts';
import type { Part } from './part.ts';

/**
 * Writes what came too late for its place; nothing in renders that have all they will ever have. Parts that were set
 * aside leave no words where they belong: for those without scripts one link here shows the page with all in place.
 */
export function linkSections(env: LinkEnvironment): Part {
  const href = linkLeaf(['url', 'href', ['$eager'], 'link', null], -1, env);
  return {
    run: () => undefined,
    *walk(state) {
      const { sections } = state;
      if (!sections) return;
      if (sections.hasParts) {
        state.html += '<noscript><a';
        href.run(state);
        state.html += `>${text(state.env.message(wordsDocument, 'lazy.showAll', {}))}</a></noscript>`;
      }
      yield* sections.write(state);
    },
  };
}
