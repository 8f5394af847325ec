import { drawPath, icon, isIcon } from '../components/icons.ts';
import type { Builtin } from './builtin.ts';
import { chart } from './chart/chart.ts';
import { code } from './code.ts';
import { markdown } from './markdown/markdown.ts';

/** Every built-in a program may `call`, by name. */
export const builtins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['chart', chart],
  ['code', code],
  ['icon', ({ name }, to) => (isIcon(name) ? icon(to, name) : undefined)],
  ['icon-path', ({ name }, to) => (isIcon(name) ? drawPath(to, name) : undefined)],
  ['markdown', markdown],
]);
