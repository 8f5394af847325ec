import type { PageDocument } from './types.ts';

/** Who may see something (language.md 4.5). */
export type Access = NonNullable<PageDocument['access']>;

/** Whether someone may see what all of these guard; null is nobody signed in. */
export const isAllowed = (access: readonly Access[], user: { readonly roles: readonly string[] } | null): boolean =>
  access.every(
    (one) =>
      one === 'public' || (user !== null && (one === 'user' || one.roles.some((role) => user.roles.includes(role)))),
  );
