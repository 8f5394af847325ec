import type { LateValues } from '../../engine.ts';
import { startTag, styleElement } from '../../html/writer.ts';

/**
 * Styles at the head of a page: the rules of its first view, or else the sheets themselves. A sheet in the head holds up
 * the first picture until it is there; one at the end of the page does not, and needs no script to be so.
 */
export const firstStyles = (late: LateValues): string => criticalElement(late) ?? links(late);

/** Styles at the end of a page: the sheets, when their first part stands at its head. */
export const laterStyles = (late: LateValues): string => (criticalElement(late) === null ? '' : links(late));

const criticalElement = ({ critical, stylesheets = [] }: LateValues): string | null =>
  critical && stylesheets.length > 0 ? styleElement(critical) : null;

const links = ({ stylesheets = [] }: LateValues): string =>
  stylesheets.map((href) => startTag('link', { rel: 'stylesheet', href })).join('');
