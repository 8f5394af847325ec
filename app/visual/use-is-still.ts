import { useMediaQuery } from '@mantine/hooks';

/** Whether the person asked their system for less motion: then nothing blinks by itself. */
export const useIsStill = (): boolean =>
  useMediaQuery('(prefers-reduced-motion: reduce)', undefined, { getInitialValueInEffect: false }) ?? false;
