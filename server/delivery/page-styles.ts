import { createHash } from 'node:crypto';
import type { LateValues } from '#engine';
import type { StoredSheet } from '../storage/index.ts';

/** How a page is styled for one tenant. */
export interface PageStyles {
  readonly late: Pick<LateValues, 'stylesheets' | 'critical'>;
  /** What the Content Security Policy allows beside the server's own files: the rules written into the page. */
  readonly allowed: readonly string[];
}

/**
 * The sheet behind its immutable address, and the first view's rules in the page, so that nothing waits for the sheet.
 * Where they are no smaller than the sheet, it is still them that save the wait.
 */
export function pageStyles({ address, critical }: Omit<StoredSheet, 'tenant'>, base: string): PageStyles {
  const stylesheets = [`${base}_ui/${address}`];
  if (critical === '') return { late: { stylesheets }, allowed: [] };
  const hash = createHash('sha256').update(critical).digest('base64');
  return { late: { stylesheets, critical }, allowed: [`'sha256-${hash}'`] };
}
