/** Rules for the quiet line that opens what is below it: a `<summary>` of Chart or Table with this class. */
export const disclosure = (name: string): string => `
  .${name} { display: flex; align-items: center; gap: var(--ui-space-2); inline-size: fit-content; padding-block: var(--ui-space-1); list-style: none; color: var(--ui-color-text-muted); font-size: var(--ui-font-size-sm); cursor: pointer; border-radius: var(--ui-radius-xs); }
  .${name}::-webkit-details-marker { display: none; }
  .${name}::before { content: ""; flex: none; inline-size: 0.375rem; block-size: 0.375rem; border: solid; border-width: 0; border-block-end-width: 1.5px; border-inline-end-width: 1.5px; transform: rotate(-45deg); transition: transform var(--ui-motion-fast); }
  .${name}:dir(rtl)::before { transform: rotate(45deg); }
  [open] > .${name}::before { transform: translateY(-0.0625rem) rotate(45deg); }
  [open] > .${name}:dir(rtl)::before { transform: translateY(-0.0625rem) rotate(-45deg); }
  .${name}:hover { color: var(--ui-color-text-default); }
`;
