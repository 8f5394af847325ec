import type { Locator } from '../stages/flow.ts';
import { catalog, type DiagnosticCode, type DiagnosticParams } from './catalog.ts';
import type { DiagnosticDefinition } from './define.ts';
import type { Diagnostic, Fix, Range, Related, Severity } from './diagnostic.ts';

/** Where a problem stands. */
export interface Place {
  readonly pointer: string;
  /** `id@version` of the document that holds it. */
  readonly document?: string | undefined;
  readonly file?: string | undefined;
  /** Nearest node id. */
  readonly node?: string | undefined;
  /** Turns the pointer into lines and columns; without it the diagnostic has no range. */
  readonly locator?: Locator | undefined;
  /** UTF-16 units inside the decoded string at `pointer`. */
  readonly inside?: { readonly offset: number; readonly length: number } | undefined;
  /** Known already; otherwise the locator finds it. */
  readonly range?: Range | undefined;
  /** Points at the key instead of its value. */
  readonly atKey?: boolean;
  /** Points at the opening brace, for what is missing in an object: a whole object in red hides what is in it. */
  readonly atStart?: boolean;
}

/** What a diagnostic may say beyond its message. */
export interface More {
  readonly hint?: string | undefined;
  readonly related?: readonly Related[] | undefined;
  readonly fixes?: readonly Fix[] | undefined;
  /** Where it is less bad than in general: what goes wrong has been provided for. */
  readonly severity?: Severity | undefined;
}

/** Makes a diagnostic of the catalog. Params are typed by the code. */
export function report<C extends DiagnosticCode>(
  code: C,
  params: DiagnosticParams<C>,
  place: Place,
  more: More = {},
): Diagnostic {
  const { name, severity, message } = catalog[code] as DiagnosticDefinition<DiagnosticParams<C>>;
  const range = place.range ?? located(place);
  return {
    code,
    name,
    severity: more.severity ?? severity,
    message: message(params),
    ...(place.document !== undefined && { document: place.document }),
    ...(place.file !== undefined && { file: place.file }),
    ...(place.node !== undefined && { node: place.node }),
    pointer: place.pointer,
    ...(range && { range }),
    ...(more.hint !== undefined && { hint: more.hint }),
    ...(more.related && more.related.length > 0 && { related: more.related }),
    ...(more.fixes && more.fixes.length > 0 && { fixes: more.fixes }),
    docs: `https://schema-studio.dev/e/${code}`,
  };
}

function located({ locator, pointer, inside, atKey, atStart }: Place): Range | undefined {
  const range = atKey ? locator?.keyRange(pointer) : locator?.range(pointer, inside);
  if (!range || !atStart) return range;
  return { start: range.start, end: { line: range.start.line, column: range.start.column + 1 } };
}
