/** Also what components say themselves about motion ends with a preference or a choice against it. */
const still =
  'animation-duration: 0.01ms !important; animation-iteration-count: 1 !important; transition: none !important; scroll-behavior: auto !important;';
const each = (root: string): string => ['', ' *', ' ::before', ' ::after'].map((inside) => root + inside).join(', ');

/** Layer `ui.core`: how a document looks before any component. Small, so that components state what they rely on. */
export const coreRules = `
  *, ::before, ::after { box-sizing: border-box; }
  html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; tab-size: 4; accent-color: var(--ui-color-action-bg); }
  body { margin: 0; background: var(--ui-color-surface-canvas); color: var(--ui-color-text-default); font: var(--ui-font-weight-regular) var(--ui-font-size-md) / var(--ui-font-line-body) var(--ui-font-body); -webkit-font-smoothing: antialiased; }
  :where(img, svg, video) { max-inline-size: 100%; }
  :where(button, input, select, textarea) { font: inherit; color: inherit; }
  :where(a) { color: var(--ui-color-text-link); }
  :focus-visible { outline: 2px solid var(--ui-color-border-focus); outline-offset: 2px; }
  ::selection { background: var(--ui-color-selection); }
  [hidden] { display: none !important; }
  .ui-visually-hidden { position: absolute; inline-size: 1px; block-size: 1px; margin: -1px; padding: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; border: 0; }
  .ui-place { display: contents; }
  .ui-error { padding: var(--ui-space-3); border: 1px solid var(--ui-color-danger-border); border-radius: var(--ui-radius-xs); color: var(--ui-color-danger-fg); }
  .ui-error > p { margin: 0; }
  @media (prefers-reduced-motion: reduce) { ${each(':root:where(:not([data-ui-motion]))')} { ${still} } }
  ${each('[data-ui-motion="reduced"]')} { ${still} }
`;
