import { useMediaQuery } from '@mantine/hooks';

/** Below this width there is no room for three panels side by side. */
const narrow = '(max-width: 1099px)';

/** Below this one not even for two. */
const tiny = '(max-width: 699px)';

export const isNarrow = (): boolean => window.matchMedia(narrow).matches;

const useQuery = (query: string): boolean =>
  useMediaQuery(query, undefined, { getInitialValueInEffect: false }) ?? false;

export const useIsNarrow = (): boolean => useQuery(narrow);

export const useIsTiny = (): boolean => useQuery(tiny);
