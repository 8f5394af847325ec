import type { Dialect, DialectName } from './dialect.ts';
import { htmx2 } from './htmx2.ts';
import { htmx4 } from './htmx4.ts';

/** The dialects there are; `htmx4` unless the host says otherwise. */
export const dialects: Readonly<Record<DialectName, Dialect>> = { htmx4, htmx2 };
