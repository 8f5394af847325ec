import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { report as reportAt } from '../../diagnostics/report.ts';
import type { Program } from '../../program.ts';
import type { NodePlace } from './render-error.ts';

export type RenderDiagnostics = ReturnType<typeof newDiagnostics>;

/** The same mistake in a thousand rows is one diagnostic. */
export function newDiagnostics(program: Program) {
  const found = new Map<string, Diagnostic>();
  const add = (node: number, code: Parameters<typeof reportAt>[0], params: never) => {
    if (found.size > mostDiagnostics) return;
    const at = placeIn(program, node);
    const diagnostic = reportAt(code, params, at);
    const key = `${code} ${node} ${diagnostic.message}`;
    if (found.size < mostDiagnostics) found.set(key, diagnostic);
    else if (!found.has(key)) found.set(key, reportAt('UI9003', { most: mostDiagnostics }, at));
  };
  return { add: add as (node: number, code: string, params: unknown) => void, list: () => [...found.values()] };
}

const mostDiagnostics = 300;

/** Where a node stands in its document; the document where it is none of the program's. */
export function placeIn({ nodes, id, version }: Program, node: number): NodePlace {
  const place = nodes[node];
  return place
    ? { pointer: place.pointer, document: place.document, node: place.id }
    : { pointer: '', document: `${id}@${version}` };
}
