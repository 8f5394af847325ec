import { closeTag, startTag, text } from '../../html/writer.ts';
import type { RenderState } from './state.ts';

/** What stands in the place of a node that failed and that no boundary caught (language.md 4.6). */
export function writeErrorBox(code: string, state: RenderState): void {
  const id = state.late.errorId;
  state.html += startTag('div', { class: 'ui-error', role: 'alert', 'data-code': code });
  state.html += startTag('p') + text('This part of the page could not be shown.') + closeTag('p');
  if (id) state.html += startTag('p') + text(`Reference: ${id}`) + closeTag('p');
  state.html += closeTag('div');
}
