import type { JsonObject } from '../../document/types.ts';
import { closeTag, startTag, text } from '../../html/writer.ts';
import { type WordKey, wordsDocument } from '../../messages/index.ts';
import type { RenderState } from './state.ts';

/**
 * What stands in the place of a node that failed and that no boundary caught (language.md 4.6). With the node's id it can
 * be asked for again.
 */
export function errorBox(code: string, state: RenderState, domId: string | null = null): string {
  const id = state.late.errorId;
  const say = (key: WordKey, args: JsonObject) => state.env.message(wordsDocument, key, args);
  const sentence = startTag('p') + text(say('failed.node', {})) + closeTag('p');
  const reference = id ? startTag('p') + text(say('failed.reference', { id })) + closeTag('p') : '';
  return (
    startTag('div', { id: domId, class: 'ui-error', role: 'alert', 'data-code': code }) +
    sentence +
    reference +
    closeTag('div')
  );
}
