import type { Input, Out } from './component.ts';

/** Line icons drawn for this project on a grid of 16, stroke 1.5: name → path data. */
const paths = {
  'arrow-down': 'M8 3v10M4 9l4 4 4-4',
  'arrow-right': 'M3 8h10M9 4l4 4-4 4',
  'arrow-up': 'M8 13V3M4 7l4-4 4 4',
  'arrow-up-right': 'M5 11l6-6M6 5h5v5',
  check: 'M3 8.5l3.5 3.5L13 5',
  'check-circle': 'M8 14.25a6.25 6.25 0 1 0 0-12.5a6.25 6.25 0 0 0 0 12.5zM5.5 8.25l1.75 1.75 3.25-3.75',
  clock: 'M8 14.25a6.25 6.25 0 1 0 0-12.5a6.25 6.25 0 0 0 0 12.5zM8 4.75V8l2.25 1.5',
  download: 'M8 2.5v7.5M4.75 7L8 10.25 11.25 7M2.75 13.25h10.5',
  inbox: 'M2 9l2-6h8l2 6v4H2zM2 9h3.5l1 2h3l1-2H14',
  info: 'M8 14.25a6.25 6.25 0 1 0 0-12.5a6.25 6.25 0 0 0 0 12.5zM8 7.5v3.25M8 5.1v.01',
  mail: 'M2 4h12v8.5H2zM2 4.5l6 4.5 6-4.5',
  minus: 'M3 8h10',
  package: 'M8 1.75l5.5 3v6.5l-5.5 3-5.5-3v-6.5zM2.5 4.75L8 7.75l5.5-3M8 7.75v6.5',
  plus: 'M8 3v10M3 8h10',
  search: 'M7 11.75a4.75 4.75 0 1 0 0-9.5a4.75 4.75 0 0 0 0 9.5zM10.5 10.5L14 14',
  settings: 'M2 5h7M12 5h2M10.5 3.5v3M2 11h2M7 11h7M5.5 9.5v3',
  trash: 'M2.75 4.25h10.5M6 4.25V2.5h4v1.75M4 4.25l.6 9.25h6.8l.6-9.25',
  truck:
    'M1.5 3.75h8v7h-8zM9.5 6.25h2.75l2.25 2.5v2h-5zM4 12.75a1.25 1.25 0 1 0 0-2.5a1.25 1.25 0 0 0 0 2.5zM11.75 12.75a1.25 1.25 0 1 0 0-2.5a1.25 1.25 0 0 0 0 2.5z',
  user: 'M8 7.5a2.75 2.75 0 1 0 0-5.5a2.75 2.75 0 0 0 0 5.5zM2.75 14c.4-2.8 2.4-4.25 5.25-4.25S12.85 11.2 13.25 14',
  warning: 'M8 2.25l6.25 11H1.75zM8 6.5v3M8 11.4v.01',
  x: 'M4 4l8 8M12 4l-8 8',
} as const;

export type IconName = keyof typeof paths;
export const iconNames = Object.keys(paths) as readonly IconName[];

/** Rules for every icon; part of the core layer. */
export const iconStyles = `
  .ui-icon { display: inline-block; flex: none; inline-size: 1em; block-size: 1em; fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; vertical-align: -0.125em; }
`;

/** Draws an icon that only decorates; the text beside it carries the meaning. */
export function icon(out: Out, name: IconName): void {
  out.element('svg', { class: 'ui-icon', viewBox: '0 0 16 16', 'aria-hidden': 'true' }, () =>
    out.element('path', { d: paths[name] }),
  );
}

/** The same for a name that may be known at render time only; an unknown name draws nothing. */
export function iconByName(out: Out, name: Input): void {
  if (!name.constant) out.match(name, Object.fromEntries(iconNames.map((key) => [key, () => icon(out, key)])));
  else if (typeof name.value === 'string' && Object.hasOwn(paths, name.value)) icon(out, name.value as IconName);
}
