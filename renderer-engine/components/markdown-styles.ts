import type { ComponentStyles } from './component.ts';

/** Looks of Markdown: like Heading, Text, Link, Table and Code, for elements that have no class of their own. */
export const markdownStyles: ComponentStyles = {
  base: `
    .ui-markdown { min-inline-size: 0; max-inline-size: 44rem; overflow-wrap: break-word; line-height: 1.6; }
    .ui-markdown > :first-child { margin-block-start: 0; }
    .ui-markdown > :last-child { margin-block-end: 0; }
    .ui-markdown :is(p, ul, ol, pre, blockquote, .ui-markdown__table) { margin: 0 0 var(--ui-space-4); }
    .ui-markdown :is(h1, h2, h3, h4, h5, h6) { margin: var(--ui-space-6) 0 var(--ui-space-2); font-family: var(--ui-font-heading); font-weight: var(--ui-font-weight-semibold); line-height: var(--ui-font-line-tight); letter-spacing: var(--ui-font-tracking-tight); text-wrap: balance; }
    .ui-markdown h1 { font-size: var(--ui-font-heading-size-2xl); }
    .ui-markdown h2 { font-size: var(--ui-font-heading-size-xl); }
    .ui-markdown h3 { font-size: var(--ui-font-heading-size-lg); }
    .ui-markdown h4 { font-size: var(--ui-font-heading-size-md); }
    .ui-markdown :is(h5, h6) { font-size: var(--ui-font-heading-size-sm); }
    .ui-markdown :is(ul, ol) { padding-inline-start: 1.5em; }
    .ui-markdown li + li, .ui-markdown li > :is(ul, ol) { margin-block-start: var(--ui-space-1); }
    .ui-markdown li > :is(ul, ol):last-child { margin-block-end: 0; }
    .ui-markdown li::marker { color: var(--ui-color-text-muted); }
    .ui-markdown strong { font-weight: var(--ui-font-weight-semibold); }
    .ui-markdown a { color: var(--ui-color-text-link); text-underline-offset: 0.2em; text-decoration-color: color-mix(in oklab, currentColor 40%, transparent); border-radius: var(--ui-radius-xs); }
    .ui-markdown a:hover { color: var(--ui-color-text-link-hover); text-decoration-color: currentColor; }
    .ui-markdown blockquote { padding-inline-start: var(--ui-space-4); border-inline-start: 3px solid var(--ui-color-border-strong); color: var(--ui-color-text-muted); }
    .ui-markdown blockquote > :last-child { margin-block-end: 0; }
    .ui-markdown hr { margin: var(--ui-space-6) 0; border: 0; border-block-start: 1px solid var(--ui-color-border-default); }
    .ui-markdown img { display: block; block-size: auto; border-radius: var(--ui-radius-sm); }
    .ui-markdown code { padding: 0.125em 0.35em; border-radius: var(--ui-radius-xs); background: var(--ui-color-neutral-soft); font-family: var(--ui-font-mono); font-size: 0.9em; }
    .ui-markdown pre { padding: var(--ui-space-3) var(--ui-space-4); overflow-x: auto; border: 1px solid var(--ui-color-border-subtle); border-radius: var(--ui-radius-md); background: var(--ui-color-surface-sunken); line-height: 1.55; }
    .ui-markdown pre > code { padding: 0; background: none; font-size: var(--ui-font-size-sm); }
    .ui-markdown__table { overflow-x: auto; border: 1px solid var(--ui-color-border-default); border-radius: var(--ui-radius-md); }
    .ui-markdown table { inline-size: 100%; border-collapse: collapse; line-height: var(--ui-font-line-body); }
    .ui-markdown :is(th, td) { padding: var(--ui-space-2) var(--ui-space-3); text-align: start; vertical-align: top; }
    .ui-markdown th { color: var(--ui-color-text-muted); font-size: var(--ui-font-size-sm); font-weight: var(--ui-font-weight-medium); }
    .ui-markdown tbody tr { border-block-start: 1px solid var(--ui-color-border-subtle); }
    .ui-markdown [data-align="end"] { text-align: end; }
    .ui-markdown [data-align="center"] { text-align: center; }
  `,
};
