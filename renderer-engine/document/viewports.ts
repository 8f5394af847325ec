import type { ProjectSettings } from '../engine.ts';
import type { Viewport } from './types.ts';

const builtIn: readonly Viewport[] = [
  { name: 'mobile', width: 390, height: 844, dpr: 1 },
  { name: 'tablet', width: 820, height: 1180, dpr: 1 },
  { name: 'desktop', width: 1280, height: 800, dpr: 1 },
];

/** Built-in viewports and those of `studio.json`; a project may redefine a built-in name (language.md 2.4). */
export function viewportsOf(settings: ProjectSettings): readonly Viewport[] {
  const own = Object.entries(settings.viewports ?? {}).map(([name, { width, height, dpr = 1 }]) => ({
    name,
    width,
    height,
    dpr,
  }));
  return [...builtIn.filter(({ name }) => !own.some((viewport) => viewport.name === name)), ...own];
}

/** A viewport by name, or by size as in `800x600`; null when it is neither. */
export function findViewport(name: string, settings: ProjectSettings): Viewport | null {
  const named = viewportsOf(settings).find((viewport) => viewport.name === name);
  if (named) return named;
  const size = /^([1-9]\d{1,3})x([1-9]\d{1,3})$/.exec(name);
  return size ? { name, width: Number(size[1]), height: Number(size[2]), dpr: 1 } : null;
}
