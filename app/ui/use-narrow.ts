import { useMediaQuery } from '@mantine/hooks';

/** Below this width there is no room for three panels side by side. */
export const useIsNarrow = (): boolean =>
  useMediaQuery('(max-width: 1099px)', undefined, { getInitialValueInEffect: false }) ?? false;
