import { useMediaQuery } from '@mantine/hooks';
import { useStudio } from '../state/StudioContext.tsx';

/** Light or dark, as the person or else their system wants it. */
export function useAppearance(): 'light' | 'dark' {
  const wanted = useStudio(({ project }) => project.settings.appearance);
  const systemIsDark = useMediaQuery('(prefers-color-scheme: dark)', undefined, { getInitialValueInEffect: false });
  return wanted === 'system' ? (systemIsDark ? 'dark' : 'light') : wanted;
}
