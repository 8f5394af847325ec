import type { PreviewView } from '../preview/preview-state.ts';
import type { Studio } from './studio.ts';

/** What the window remembers of itself between two starts. Project content is never in it. */
export interface Remembered {
  readonly parts: { readonly explorer: boolean; readonly preview: boolean; readonly problems: boolean };
  readonly view: Pick<PreviewView, 'viewport' | 'rotated' | 'zoom' | 'scheme'>;
  /** Open documents by project folder. */
  readonly open: Readonly<Record<string, { readonly paths: readonly string[]; readonly active: string | null }>>;
}

/** What of the state is worth remembering, on top of what is remembered of other projects. */
export function toRemember(studio: Studio, before: Remembered | null): Remembered {
  const { layout, preview, documents, project } = studio;
  const { viewport, rotated, zoom, scheme } = preview.view;
  const folder = project.project?.folder;
  return {
    parts: { explorer: layout.explorer, preview: layout.preview, problems: layout.problems },
    view: { viewport, rotated, zoom, scheme },
    open: {
      ...before?.open,
      ...(folder && { [folder]: { paths: documents.tabs.map(({ path }) => path), active: documents.active } }),
    },
  };
}

/** Reads what an earlier start, maybe of another release, wrote; null when it is not of the shape we know. */
export function parseRemembered(text: string | null): Remembered | null {
  try {
    const value = JSON.parse(text ?? 'null') as Remembered | null;
    const { viewport, zoom } = value?.view ?? {};
    const isWhole =
      [value?.parts.explorer, value?.parts.preview, value?.parts.problems].every((part) => typeof part === 'boolean') &&
      typeof viewport?.name === 'string' &&
      [viewport.width, viewport.height].every((size) => Number.isInteger(size) && size >= 100 && size <= 4000) &&
      (zoom === 'fit' || (typeof zoom === 'number' && zoom >= 0.1 && zoom <= 4)) &&
      Object.values(value?.open ?? { broken: null }).every((open) => Array.isArray(open?.paths));
    return isWhole ? value : null;
  } catch {
    return null;
  }
}
