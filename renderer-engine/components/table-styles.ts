import type { ComponentStyles } from './component.ts';
import { disclosure } from './disclosure.ts';
import { iconStyles } from './icons.ts';

const stickyHeader =
  '& .ui-table__scroll { max-block-size: 36rem; overflow-y: auto; } & thead :is(th, td) { position: sticky; inset-block-start: 0; z-index: var(--ui-z-sticky); background: var(--ui-color-surface-raised); box-shadow: 0 1px 0 var(--ui-color-border-subtle); }';
const stickyColumn =
  '& :is(thead, tbody) tr:not(.ui-table__more) > :is(th, td):first-child { position: sticky; inset-inline-start: 0; z-index: 1; background: var(--ui-color-surface-raised); box-shadow: 1px 0 0 var(--ui-color-border-subtle); } & .ui-table__choose + :is(th, td) { position: sticky; inset-inline-start: 2.75rem; z-index: 1; background: var(--ui-color-surface-raised); } & tbody tr:not(.ui-table__more):hover > :is(:first-child, .ui-table__choose + th) { background: var(--ui-color-surface-hover); }';

/** Looks of Table; apart from it, because both are long. */
export const tableStyles: ComponentStyles = {
  shared: [iconStyles],
  base: `
    ${disclosure('ui-table__show')}
    .ui-table { display: flex; flex-direction: column; min-inline-size: 0; border: 1px solid var(--ui-color-border-default); border-radius: var(--ui-table-radius); background: var(--ui-color-surface-raised); overflow: clip; }
    .ui-table__toolbar, .ui-table__footer { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: var(--ui-space-3); padding: var(--ui-space-3) var(--ui-space-4); }
    .ui-table__toolbar > .ui-form { flex: 1; }
    .ui-table__toolbar { border-block-end: 1px solid var(--ui-color-border-subtle); }
    .ui-table__footer { border-block-start: 1px solid var(--ui-color-border-subtle); color: var(--ui-color-text-muted); font-size: var(--ui-font-size-sm); }
    .ui-table__scroll { overflow-x: auto; }
    .ui-table__scroll:focus-visible { outline-offset: -2px; }
    .ui-table__grid { inline-size: 100%; border-collapse: separate; border-spacing: 0; font-variant-numeric: tabular-nums; }
    .ui-table__caption { padding: var(--ui-space-4) var(--ui-space-4) var(--ui-space-2); text-align: start; font-weight: var(--ui-font-weight-semibold); }
    .ui-table :is(th, td) { padding: var(--_cell) var(--ui-space-4); text-align: start; vertical-align: middle; font-weight: inherit; }
    .ui-table td { max-inline-size: 20rem; overflow-wrap: break-word; }
    @below sm { .ui-table :is(th, td) { padding-inline: var(--ui-space-2); } .ui-table :is(th, td):first-child { padding-inline-start: var(--ui-space-4); } .ui-table :is(th, td):last-child { padding-inline-end: var(--ui-space-4); } }
    .ui-table tbody :is(th, td) { border-block-start: 1px solid var(--ui-color-border-subtle); }
    .ui-table thead th { background: var(--ui-color-surface-raised); color: var(--ui-color-text-muted); font-size: var(--ui-font-size-sm); font-weight: var(--ui-font-weight-medium); white-space: nowrap; padding-block: var(--ui-space-2); }
    .ui-table tbody th { font-weight: var(--ui-font-weight-medium); white-space: nowrap; }
    .ui-table tbody tr:hover > :is(th, td) { background: var(--ui-color-surface-hover); }
    .ui-table tbody tr:has(> .ui-table__empty):hover > td { background: none; }
    .ui-table [data-align="end"] { text-align: end; }
    .ui-table [data-align="center"] { text-align: center; }
    .ui-table__sort { display: inline-flex; align-items: center; gap: var(--ui-space-1); color: inherit; text-decoration: none; border-radius: var(--ui-radius-xs); }
    .ui-table__sort:hover { color: var(--ui-color-text-default); text-decoration: underline; text-underline-offset: 0.25em; }
    .ui-table__link { color: var(--ui-color-text-link); text-decoration: none; border-radius: var(--ui-radius-xs); }
    .ui-table__link:hover { text-decoration: underline; text-underline-offset: 0.2em; }
    .ui-table td.ui-table__empty { padding: var(--ui-space-8) var(--ui-space-4); text-align: center; color: var(--ui-color-text-muted); }
    .ui-table tbody tr.ui-table__more > td { padding-block: 0 var(--ui-space-2); border-block-start: 0; max-inline-size: none; }
    .ui-table tbody tr.ui-table__more:hover > td { background: none; }
    .ui-table__inside { padding-block: var(--ui-space-2); }
    .ui-table .ui-table__choose { inline-size: 2.75rem; min-inline-size: 2.75rem; padding-inline: var(--ui-space-4) 0; }
    .ui-table__choose > input { inline-size: 1.125rem; block-size: 1.125rem; margin: 0; vertical-align: middle; accent-color: var(--ui-color-action-bg); cursor: pointer; }
    ${(['sm', 'md', 'lg', 'xl'] as const)
      .map((size) => `@below ${size} { .ui-table [data-hide-below="${size}"] { display: none; } }`)
      .join('\n')}
  `,
  axes: {
    density: {
      default: 'comfortable',
      values: { comfortable: '--_cell: var(--ui-space-3)', compact: '--_cell: calc(var(--ui-space-1) * 1.5)' },
    },
    sticky: {
      default: 'none',
      values: {
        none: '',
        header: stickyHeader,
        column: stickyColumn,
        both: `${stickyHeader} ${stickyColumn} & thead :is(th, td):first-child { z-index: calc(var(--ui-z-sticky) + 1); }`,
      },
    },
  },
  tokens: { radius: '{radius.card}' },
};
