/** Axis values shared by many components (language.md 8.2), and the recipes for tones. */

export const tones = ['neutral', 'accent', 'info', 'success', 'warning', 'danger'] as const;
export const controlSizes = ['sm', 'md', 'lg'] as const;
export const textSizes = ['xs', 'sm', 'md', 'lg', 'xl', '2xl'] as const;
export const weights = ['regular', 'medium', 'semibold', 'bold'] as const;

/**
 * Tone axis: picks the six colors of a tone as private variables, which the rules of the component read. So one
 * variant rule serves all tones.
 */
export const toneAxis = (standard: (typeof tones)[number]) => ({
  default: standard,
  values: Object.fromEntries(
    tones.map((tone) => [
      tone,
      ['soft', 'soft-hover', 'fg', 'solid', 'solid-hover', 'on-solid', 'border']
        .map((part) => `--_${part}:var(--ui-color-${tone}-${part})`)
        .join(';'),
    ]),
  ),
});
