import { useDefaultLayout } from 'react-resizable-panels';

/** Sizes of a group of panels, remembered per set of shown panels. Spread the answer on the `Group`. */
export const useLayoutMemory = (id: string, panelIds: string[]) =>
  useDefaultLayout({ id: `schema-studio/${id}`, panelIds, onlySaveAfterUserInteractions: true });
