import { diagnostic } from './define.ts';

/** UI8xxx: versions and what a document requires. */
export const versionDiagnostics = {
  UI8001: diagnostic<{ what: string; offered: string }>({
    name: 'requires/unmet',
    severity: 'error',
    message: ({ what, offered }) => `This document requires ${what}; this engine ${offered}.`,
  }),
  UI8002: diagnostic<{ version: string; before: string; next: string; bump: string; reason: string }>({
    name: 'version/bump-too-small',
    severity: 'error',
    message: ({ version, before, next, bump, reason }) =>
      `After ${before} this is a ${bump} change, so its version must be ${next} or more, not ${version}. ${reason}`,
  }),
  UI8003: diagnostic<{ dependent: string; problem: string }>({
    name: 'version/breaks-dependent',
    severity: 'error',
    message: ({ dependent, problem }) =>
      `This version breaks "${dependent}", whose range takes it: ${problem} Keep what it needs, or make this a new major.`,
  }),
  UI8004: diagnostic<{ what: string; since: string; use: string | null; reason?: string | null }>({
    name: 'version/deprecated',
    severity: 'warning',
    message: ({ what, since, use, reason }) => {
      const told = `${what} is deprecated${since ? ` since ${since}` : ''}`;
      return `${told}${reason ? `: ${reason}` : '.'}${use ? ` Use "${use}" instead.` : ''}`;
    },
  }),
  UI8005: diagnostic<{ what: string; problem: string }>({
    name: 'version/migration-missing',
    severity: 'error',
    message: ({ what, problem }) =>
      `No migration leads ${what}: ${problem} Add one to "migrations", or change it by hand.`,
  }),
  UI8006: diagnostic<{ feature: string; instead: string }>({
    name: 'requires/not-compiled-yet',
    severity: 'info',
    message: ({ feature, instead }) => `This release does not compile ${feature} yet: ${instead}.`,
  }),
};
