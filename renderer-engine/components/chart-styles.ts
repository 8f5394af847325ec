import type { ComponentStyles } from './component.ts';
import { disclosure } from './disclosure.ts';

const colors = [1, 2, 3, 4, 5, 6, 7, 8];

/** Looks of Chart; apart from it, because both are long. */
export const chartStyles: ComponentStyles = {
  base: `
    ${disclosure('ui-chart__show')}
    .ui-chart { display: flex; flex-direction: column; gap: var(--ui-space-3); margin: 0; min-inline-size: 0; container-type: inline-size; }
    .ui-chart__title { font-weight: var(--ui-font-weight-semibold); color: var(--ui-color-text-default); overflow-wrap: anywhere; }
    .ui-chart__frame { display: grid; grid-template-columns: auto minmax(0, 1fr); padding-block-start: var(--ui-space-2); padding-inline-end: var(--ui-space-2); }
    .ui-chart__plot, .ui-chart__values, .ui-chart__places { display: block; overflow: visible; }
    .ui-chart__values { grid-column: 1; grid-row: 1; }
    .ui-chart__places { grid-column: 2; grid-row: 2; }
    .ui-chart text { font-size: var(--ui-font-size-xs); fill: var(--ui-color-text-muted); font-variant-numeric: tabular-nums; }
    .ui-chart__values text { text-anchor: end; }
    .ui-chart__places text { text-anchor: middle; }
    .ui-chart__places text[data-side="first"] { text-anchor: start; }
    .ui-chart__places text[data-side="last"] { text-anchor: end; }
    .ui-chart__places:dir(rtl) text[data-side="first"] { text-anchor: end; }
    .ui-chart__places:dir(rtl) text[data-side="last"] { text-anchor: start; }
    @container (max-width: 34rem) { .ui-chart__places text[data-minor] { display: none; } }
    .ui-chart__grid, .ui-chart__zero { stroke: var(--ui-color-border-subtle); shape-rendering: crispEdges; }
    .ui-chart__zero { stroke: var(--ui-color-border-strong); }
    ${colors.map((n) => `.ui-chart [data-series="${n}"] { --_series: var(--ui-color-chart-${n}); }`).join('\n')}
    .ui-chart [data-series] { fill: var(--_series); }
    .ui-chart rect[data-series] { rx: 2px; }
    .ui-chart__box { overflow: visible; }
    .ui-chart__line[data-series] { fill: none; stroke: var(--_series); stroke-width: 2px; stroke-linejoin: round; stroke-linecap: round; vector-effect: non-scaling-stroke; }
    .ui-chart__area[data-series] { fill-opacity: 0.14; }
    .ui-chart__area[data-solid] { fill-opacity: 0.45; }
    .ui-chart circle[data-series] { stroke: var(--ui-color-surface-default); stroke-width: 1.5px; }
    .ui-chart__dot[data-series] { fill-opacity: 0.75; }
    .ui-chart rect[data-series]:hover, .ui-chart__pie path:hover { fill-opacity: 0.8; }
    .ui-chart__ring { display: flex; flex-wrap: wrap; align-items: center; gap: var(--ui-space-4) var(--ui-space-8); }
    .ui-chart__ring[data-legend="bottom"] { flex-direction: column; }
    .ui-chart__pie { display: block; flex: 0 1 auto; max-inline-size: 100%; aspect-ratio: 1; }
    .ui-chart__pie path { stroke: var(--ui-color-surface-default); stroke-width: 1px; stroke-linejoin: round; }
    .ui-chart__none { fill: none; stroke: var(--ui-color-border-default); stroke-width: 18px; }
    .ui-chart__legend { display: flex; flex-wrap: wrap; gap: var(--ui-space-1) var(--ui-space-4); margin: 0; padding: 0; list-style: none; font-size: var(--ui-font-size-sm); color: var(--ui-color-text-muted); min-inline-size: 0; }
    .ui-chart__ring > .ui-chart__legend { flex: 1 1 12rem; flex-direction: column; flex-wrap: nowrap; gap: var(--ui-space-2); }
    .ui-chart__key { display: flex; align-items: baseline; gap: var(--ui-space-2); min-inline-size: 0; }
    .ui-chart__swatch { flex: none; inline-size: 0.625rem; block-size: 0.625rem; }
    .ui-chart__name { min-inline-size: 0; overflow-wrap: anywhere; }
    .ui-chart__detail { color: var(--ui-color-text-default); font-variant-numeric: tabular-nums; margin-inline-start: auto; }
    .ui-chart__data { font-size: var(--ui-font-size-sm); }
    .ui-chart__scroll { max-block-size: 20rem; overflow: auto; margin-block-start: var(--ui-space-2); border: 1px solid var(--ui-color-border-subtle); border-radius: var(--ui-radius-sm); }
    .ui-chart__scroll:focus-visible { outline-offset: -2px; }
    .ui-chart table { inline-size: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
    .ui-chart :is(th, td) { padding: var(--ui-space-1) var(--ui-space-3); text-align: end; font-weight: inherit; white-space: nowrap; }
    .ui-chart :is(th, td):first-child { text-align: start; }
    .ui-chart thead th { color: var(--ui-color-text-muted); font-weight: var(--ui-font-weight-medium); }
    .ui-chart tbody tr { border-block-start: 1px solid var(--ui-color-border-subtle); }
    .ui-chart__empty { display: grid; place-items: center; min-block-size: 10rem; color: var(--ui-color-text-muted); text-align: center; }
    @media (forced-colors: active) { .ui-chart [data-series] { forced-color-adjust: none; } }
    @media print { .ui-chart { break-inside: avoid; } }
  `,
};
