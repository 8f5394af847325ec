import { accordion } from './accordion.ts';
import { alert } from './alert.ts';
import { badge } from './badge.ts';
import { box } from './box.ts';
import { breadcrumbs } from './breadcrumbs.ts';
import { button } from './button.ts';
import { card } from './card.ts';
import { chart } from './chart.ts';
import { checkbox } from './checkbox.ts';
import { code } from './code.ts';
import type { CoreComponent } from './component.ts';
import { dateInput } from './date-input.ts';
import { descriptionList } from './description-list.ts';
import { dialog } from './dialog.ts';
import { divider } from './divider.ts';
import { emptyState } from './empty-state.ts';
import { fieldset } from './fieldset.ts';
import { form } from './form.ts';
import { grid } from './grid.ts';
import { heading } from './heading.ts';
import { hidden } from './hidden.ts';
import { icon } from './icon.ts';
import { image } from './image.ts';
import { link } from './link.ts';
import { list } from './list.ts';
import { markdown } from './markdown.ts';
import { menu } from './menu.ts';
import { navList } from './nav-list.ts';
import { numberInput } from './number-input.ts';
import { page } from './page.ts';
import { pagination } from './pagination.ts';
import { progress } from './progress.ts';
import { radioGroup } from './radio-group.ts';
import { section } from './section.ts';
import { select } from './select.ts';
import { skeleton } from './skeleton.ts';
import { stack } from './stack.ts';
import { stat } from './stat.ts';
import { boundary, fragment, include, match, slot } from './structural.ts';
import { switchInput } from './switch.ts';
import { table } from './table.ts';
import { tabs } from './tabs.ts';
import { text } from './text.ts';
import { textArea } from './text-area.ts';
import { textInput } from './text-input.ts';
import { toasts } from './toasts.ts';
import { tooltip } from './tooltip.ts';

/** Every built-in component: type → definition. A new component is one file and one line here. */
export const catalog: ReadonlyMap<string, CoreComponent> = new Map(
  [
    ...[page, stack, grid, box, card, section, divider],
    ...[heading, text, markdown, code, link],
    ...[button],
    ...[form, fieldset, textInput, textArea, numberInput, select],
    ...[radioGroup, checkbox, switchInput, dateInput, hidden],
    ...[table, list, descriptionList, stat, badge, progress, chart],
    ...[tabs, accordion, breadcrumbs, navList, pagination, menu],
    ...[alert, emptyState, skeleton, toasts, dialog, tooltip],
    ...[image, icon],
    ...[fragment, boundary, match, include, slot],
  ].map((component) => [component.type, component]),
);
