import type { DiagnosticCode, DiagnosticParams } from '../../diagnostics/catalog.ts';
import type { Diagnostic, Fix } from '../../diagnostics/diagnostic.ts';
import { type More, type Place, report } from '../../diagnostics/report.ts';
import type { Json } from '../../document/types.ts';
import type { Limits } from '../../engine.ts';
import type { Memory } from '../memory.ts';
import { short } from './json-words.ts';

/** What a structure check carries along. */
export interface Walk {
  readonly diagnostics: Diagnostic[];
  readonly place: Omit<Place, 'pointer'>;
  readonly limits: Limits;
  readonly sound: Memory['sound'] | undefined;
  nodes: number;
  /** Id of the node around. */
  node: string | undefined;
}

/** Tells a problem and drops the value it is about. */
export function tell<C extends DiagnosticCode>(
  code: C,
  params: DiagnosticParams<C>,
  at: Pick<Place, 'pointer' | 'atKey' | 'atStart'>,
  walk: Walk,
  more?: More,
): undefined {
  if (isFull(walk)) return undefined;
  const place = { ...walk.place, node: walk.node, ...at };
  walk.diagnostics.push(
    walk.diagnostics.length < mostProblems
      ? report(code, params, place, more)
      : report('UI9003', { most: mostProblems }, place),
  );
  return undefined;
}

/** Nobody reads further; it also bounds the work on a file of nothing but mistakes. */
export const mostProblems = 200;

/** Whether nothing more is told, so that nothing needs to be found out for it. */
export const isFull = ({ diagnostics }: Walk): boolean => diagnostics.length > mostProblems;

/** One step of a fix. */
export const edit = (op: 'add' | 'replace', path: string, value: Json) => ({ op, path, value }) as const;
/** The fix that writes another value. */
export const replaceFix = (pointer: string, old: string, value: string): Fix => ({
  title: `Replace "${short(old)}" with "${value}"`,
  safe: false,
  edits: [edit('replace', pointer, value)],
});
