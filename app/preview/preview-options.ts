import type { PreviewOptions } from '#contract';
import type { PreviewView } from './preview-state.ts';

/** What the engine has to know of how a document is looked at; the rest is the window's own business. */
export const previewOptions = (view: PreviewView, path: string): PreviewOptions => ({
  fixture: view.fixtures[path] ?? null,
  theme: view.theme,
  locale: view.locale,
  scheme: view.scheme,
});

/** Width and height of the page being looked at, in CSS pixels. */
export const frameSize = ({ viewport: { width, height }, rotated }: PreviewView) =>
  rotated ? { width: height, height: width } : { width, height };

/** How much a frame shrinks to fit into a space; never grows. */
export function fitZoom(
  frame: { readonly width: number; readonly height: number },
  space: { readonly width: number; readonly height: number },
): number {
  const zoom = Math.min(space.width / frame.width, space.height / frame.height, 1);
  return Math.max(0.1, Number.isFinite(zoom) ? zoom : 1);
}
