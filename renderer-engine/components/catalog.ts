import { badge } from './badge.ts';
import { box } from './box.ts';
import { button } from './button.ts';
import { card } from './card.ts';
import type { CoreComponent } from './component.ts';
import { grid } from './grid.ts';
import { heading } from './heading.ts';
import { link } from './link.ts';
import { page } from './page.ts';
import { section } from './section.ts';
import { stack } from './stack.ts';
import { boundary, fragment, match, slot } from './structural.ts';
import { text } from './text.ts';

/** Every built-in component: type → definition. A new component is one file and one line here. */
export const catalog: ReadonlyMap<string, CoreComponent> = new Map(
  [page, stack, grid, box, card, section, heading, text, link, button, badge, fragment, boundary, match, slot].map(
    (component) => [component.type, component],
  ),
);
