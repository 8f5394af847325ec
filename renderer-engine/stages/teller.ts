import type { DiagnosticCode, DiagnosticParams } from '../diagnostics/catalog.ts';
import type { Diagnostic, Range } from '../diagnostics/diagnostic.ts';
import { type More, type Place, report } from '../diagnostics/report.ts';
import { parentPointer } from '../document/pointer.ts';
import type { Origin } from './flow.ts';

/** Where, in terms of units: the origin finds file, document and range. */
export interface At extends Pick<Place, 'node' | 'inside' | 'atKey' | 'atStart'> {
  readonly origin: Origin;
}

/** Collects the diagnostics of a stage. */
export interface Teller {
  readonly diagnostics: readonly Diagnostic[];
  /** How often something was to be told, what was not repeated included. */
  readonly calls: number;
  tell<C extends DiagnosticCode>(code: C, params: DiagnosticParams<C>, at: At, more?: More): void;
}

/** Says the same thing about the same place only once, and stops where nobody reads on. */
export function newTeller(): Teller {
  const diagnostics: Diagnostic[] = [];
  const told = new Set<string>();
  let calls = 0;
  return {
    diagnostics,
    get calls() {
      return calls;
    },
    tell(code, params, { origin, ...at }, more) {
      calls += 1;
      if (diagnostics.length > mostDiagnostics) return;
      const { unit, pointer } = origin;
      const place = { ...at, pointer, document: unit.name, file: unit.parsed.file, locator: unit.parsed.locator };
      const range = rangeOf(place);
      const diagnostic = report(code, params, { ...place, range }, more);
      const key = JSON.stringify([code, diagnostic.message, diagnostic.document, pointer, diagnostic.range]);
      if (told.has(key)) return;
      told.add(key);
      diagnostics.push(
        diagnostics.length < mostDiagnostics
          ? diagnostic
          : report('UI9003', { most: mostDiagnostics }, { ...place, range }),
      );
    },
  };
}

const mostDiagnostics = 300;

/** The place itself, or the nearest thing around it that stands in the text: merged lists have places of their own. */
function rangeOf({ locator, pointer, inside, atKey, atStart }: Place): Range | undefined {
  const exact = atKey ? locator?.keyRange(pointer) : locator?.range(pointer, inside);
  if (exact) return atStart ? { start: exact.start, end: { ...exact.start, column: exact.start.column + 1 } } : exact;
  for (let around = pointer; around !== ''; ) {
    around = parentPointer(around);
    const range = locator?.range(around);
    if (range) return { start: range.start, end: { ...range.start, column: range.start.column + 1 } };
  }
  return undefined;
}
