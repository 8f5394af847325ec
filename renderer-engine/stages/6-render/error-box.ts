import { closeTag, startTag, text } from '../../html/writer.ts';
import type { RenderState } from './state.ts';

/** What stands in the place of a node that failed and that no boundary caught (language.md 4.6). */
export function errorBox(code: string, state: RenderState): string {
  const id = state.late.errorId;
  const sentence = startTag('p') + text('This part of the page could not be shown.') + closeTag('p');
  const reference = id ? startTag('p') + text(`Reference: ${id}`) + closeTag('p') : '';
  return (
    startTag('div', { class: 'ui-error', role: 'alert', 'data-code': code }) + sentence + reference + closeTag('div')
  );
}
