import {
  baseOf,
  type CompiledStyles,
  fixtureCalls,
  fullRoute,
  type JsonObject,
  type Program,
  type RenderInput,
  stylesheetAddress,
} from '#engine';
import type { ShotRequest } from '../jobs.ts';
import { compileFor, inputOf, themeOf, withLate } from '../show.ts';
import type { Stage } from '../stage.ts';

/** A page that a case visits, in the world of a fixture. */
export interface VisitedPage {
  readonly stage: Stage;
  readonly program: Program;
  /** Full path with params as `{name}`, base included. */
  readonly route: string;
  /** Path and query where the case begins; null: it only leads here. */
  readonly start: string | null;
  /** All data of the fixture; what a server would not know of it is left out by whoever renders. */
  readonly input: RenderInput;
  /** Answers of calls by name. */
  readonly calls: JsonObject;
  readonly sheet: CompiledStyles;
  readonly sheetAddress: string;
}

/**
 * The page of a case in its fixture. One that the case only leads to is shown in its own fixture of the same name, else
 * in its first. Null while it has errors.
 */
export function visitedPage(
  stage: Stage,
  text: string,
  wanted: ShotRequest['case'],
  isStart: boolean,
): VisitedPage | null {
  const { engine, settings, manifests } = stage;
  const { compiled, fixture } = compileFor(stage, text, undefined, wanted.fixture || null, true);
  const { program } = compiled;
  if (!program) return null;
  const sheet = engine.styles(program, wanted.theme ?? themeOf(settings));
  const own = isStart ? wanted : { ...wanted, force: {}, form: {} };
  const input = withLate(
    inputOf(compiled, manifests, { ...own, fixture }),
    { program, settings, sheet },
    { ...wanted, visited: true },
  );
  return {
    stage,
    program,
    route: fullRoute(baseOf(settings), program.contract.route ?? '/'),
    start: isStart ? engine.addressOf(program, input.params ?? {}) : null,
    input,
    calls: fixtureCalls(compiled, fixture),
    sheet,
    sheetAddress: stylesheetAddress(sheet, settings),
  };
}
