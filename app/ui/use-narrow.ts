import { useMediaQuery } from '@mantine/hooks';

/** Below this width there is no room for three panels side by side. */
const narrow = '(max-width: 1099px)';

export const isNarrow = (): boolean => window.matchMedia(narrow).matches;

export const useIsNarrow = (): boolean => useMediaQuery(narrow, undefined, { getInitialValueInEffect: false }) ?? false;
