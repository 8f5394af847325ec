import { errorBox } from './error-box.ts';
import { NodeFailure } from './render-error.ts';
import type { RenderState } from './state.ts';

/**
 * A node failed before its first byte: to the nearest boundary, else the box that stands in its place (language.md 4.6).
 * `types`: the component types it is an instance of, which get the blame.
 */
export function failNode(code: string, types: readonly string[], state: RenderState): string {
  for (const type of types) state.watch?.store?.failed(type, code);
  if (state.boundaries > 0) throw new NodeFailure(code, 500);
  return errorBox(code, state);
}
