import type { Input, Out } from './component.ts';
import { iconPaths } from './icon-paths.ts';

export type IconName = keyof typeof iconPaths;
export const iconNames = Object.keys(iconPaths) as readonly IconName[];

/** Rules for every icon; part of the core layer. */
export const iconStyles = `
  .ui-icon { display: inline-block; flex: none; inline-size: 1em; block-size: 1em; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; vertical-align: -0.125em; }
`;

/** Draws an icon that only decorates; the text beside it carries the meaning. */
export function icon(out: Pick<Out, 'element'>, name: IconName): void {
  out.element('svg', { class: 'ui-icon', viewBox: '0 0 24 24', 'aria-hidden': 'true' }, () => drawPath(out, name));
}

/** The same for a name that may be known at render time only; an unknown name draws nothing. */
export function iconByName(out: Out, name: Input): void {
  if (!name.constant) out.call('icon', { name });
  else if (isIcon(name.value)) icon(out, name.value);
}

/** The lines alone, for whoever writes the `<svg>` itself. */
export function iconPath(out: Out, name: Input): void {
  if (!name.constant) out.call('icon-path', { name });
  else if (isIcon(name.value)) drawPath(out, name.value);
}

export const drawPath = (out: Pick<Out, 'element'>, name: IconName): void =>
  out.element('path', { d: iconPaths[name] });

/** Whether a value of a document or its data names an icon. */
export const isIcon = (name: unknown): name is IconName => typeof name === 'string' && Object.hasOwn(iconPaths, name);
