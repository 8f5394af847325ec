import { alert } from './alert.ts';
import { badge } from './badge.ts';
import { box } from './box.ts';
import { button } from './button.ts';
import { card } from './card.ts';
import { checkbox } from './checkbox.ts';
import { code } from './code.ts';
import type { CoreComponent } from './component.ts';
import { descriptionList } from './description-list.ts';
import { divider } from './divider.ts';
import { form } from './form.ts';
import { grid } from './grid.ts';
import { heading } from './heading.ts';
import { icon } from './icon.ts';
import { image } from './image.ts';
import { link } from './link.ts';
import { list } from './list.ts';
import { markdown } from './markdown.ts';
import { page } from './page.ts';
import { progress } from './progress.ts';
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
    ...[page, stack, grid, box, card, section, divider],
    ...[heading, text, markdown, code, link],
    ...[button],
    ...[form, textInput, select, checkbox],
    ...[table, list, descriptionList, stat, badge, progress],
    ...[alert],
    ...[image, icon],
    ...[fragment, boundary, match, slot],
  ].map((component) => [component.type, component]),
);
