/** What the rest of the double needs of an open window. */
export interface OpenWindow {
  readonly _contentsId: number;
  readonly _closing: Promise<void>;
  close(): void;
}

const windows = new Set<OpenWindow>();

/** Every open window, oldest first. */
export const openWindows = (): readonly OpenWindow[] => [...windows];
export const rememberWindow = (window: OpenWindow): void => void windows.add(window);
/** True when it was the last one. */
export function forgetWindow(window: OpenWindow): boolean {
  return windows.delete(window) && windows.size === 0;
}
