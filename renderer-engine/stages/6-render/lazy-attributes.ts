import type { Dialect } from '../../dialects/dialect.ts';
import { attribute } from '../../html/writer.ts';
import type { ProgramLazy } from '../../program.ts';

/** What makes the place of a lazy node ask for its fragment once, and be replaced by it (language.md 4.4, 12.5). */
export const lazyAttributes = ({ when }: ProgramLazy, address: string, dialect: Dialect): string =>
  attribute('hx-get', address) +
  attribute('hx-swap', 'outerHTML') +
  attribute('hx-target', 'this') +
  attribute('hx-trigger', triggerOf(when, dialect));

function triggerOf(when: string, { near }: Dialect): string {
  switch (when) {
    case 'visible':
      return `intersect once${near}`;
    case 'load':
      return 'load';
    case 'idle':
      // What the page still does comes first.
      return 'load delay:1s';
    default:
      return `${when.slice('event:'.length)} from:body once`;
  }
}
