import { alert } from './alert.ts';
import { badge } from './badge.ts';
import { box } from './box.ts';
import { button } from './button.ts';
import { card } from './card.ts';
import { checkbox } from './checkbox.ts';
import type { CoreComponent } from './component.ts';
import { form } from './form.ts';
import { grid } from './grid.ts';
import { heading } from './heading.ts';
import { image } from './image.ts';
import { link } from './link.ts';
import { page } from './page.ts';
import { section } from './section.ts';
import { select } from './select.ts';
import { stack } from './stack.ts';
import { stat } from './stat.ts';
import { boundary, fragment, match, slot } from './structural.ts';
import { table } from './table.ts';
import { text } from './text.ts';
import { textInput } from './text-input.ts';
/** Every built-in component: type → definition. A new component is one file and one line here. */
export const catalog: ReadonlyMap<string, CoreComponent> = new Map(
  [
    ...[page, stack, grid, box, card, section],
    ...[heading, text, link, button],
    ...[form, textInput, select, checkbox],
    ...[table, badge, stat, alert, image],
    ...[fragment, boundary, match, slot],
  ].map((component) => [component.type, component]),
);
