import { diagnostic } from './define.ts';

/** UI7xxx: what would shut people out. */
export const accessibilityDiagnostics = {
  UI7001: diagnostic<{ component: string }>({
    name: 'accessibility/no-label',
    severity: 'warning',
    message: ({ component }) => `${component} has no name that a screen reader could say. Set "a11y.label".`,
  }),
  UI7002: diagnostic({
    name: 'accessibility/no-alternative',
    severity: 'warning',
    message: () => 'This picture has no "alt". Describe it, or set "decorative" to true.',
  }),
  UI7003: diagnostic<{ level: number; previous: number }>({
    name: 'accessibility/heading-order',
    severity: 'warning',
    message: ({ level, previous }) =>
      `A heading of level ${level} follows one of level ${previous}; level ${previous + 1} is missing between them.`,
  }),
};
