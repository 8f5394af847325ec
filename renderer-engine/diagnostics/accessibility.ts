import { diagnostic } from './define.ts';

/** UI7xxx: what would shut people out. */
export const accessibilityDiagnostics = {
  UI7001: diagnostic<{ component: string; prop?: string }>({
    name: 'accessibility/no-label',
    severity: 'warning',
    message: ({ component, prop }) =>
      `${component} has no name that a screen reader could say. Set ${prop ? `"${prop}" or ` : ''}"a11y.label".`,
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
  UI7004: diagnostic<{ component: string }>({
    name: 'accessibility/icon-only',
    severity: 'warning',
    message: ({ component }) =>
      `This ${component} shows an icon and no words. Say what it does in "text", or in "a11y.label" for those who cannot see it.`,
  }),
  UI7005: diagnostic<{ component: string; name: string; other: string }>({
    name: 'accessibility/duplicate-name',
    severity: 'warning',
    message: ({ component, name, other }) =>
      `This ${component} has the same name as "${other}" in the same part of the page: "${name}". Heard without the page around them, nobody can tell them apart; set "a11y.label".`,
  }),
  UI7006: diagnostic<{ nodes: number; most: number }>({
    name: 'accessibility/live-region-size',
    severity: 'warning',
    message: ({ nodes, most }) =>
      `"live" reads out all of this part, ${nodes} nodes, whenever something in it changes. Set it on the few words that matter (${most} nodes at most).`,
  }),
};
