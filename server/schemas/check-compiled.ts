import { type ApprovalStatement, baseOf, fullRoute, type Program, type ReleaseRequest } from '#engine';
import { fail, ok, type Result } from '../failures.ts';
import type { CompiledBundle, Sheet } from './compile-bundle.ts';

/** A page that may go live: it compiled here, to what its approver saw. */
export interface Publishable {
  readonly program: Program;
  /** The project's first. */
  readonly sheets: readonly Sheet[];
  /** Full path, base included. */
  readonly route: string;
}

/** Compares what this server compiled with what was approved. */
export function checkCompiled(
  compiled: CompiledBundle,
  { bundle }: ReleaseRequest,
  approved: ApprovalStatement,
): Result<Publishable> {
  const { program, sheets, problems, mismatches } = compiled;
  if (mismatches.length > 0 || compiled.hash !== approved.bundleHash)
    return fail('release/bundle-mismatch', 'Parts of the bundle have other bytes than it says.', mismatches);
  if (!program || problems.length > 0)
    return fail('release/has-problems', 'The document has problems. Solve them and approve it again.', problems);
  if (program.kind !== 'page' || program.contract.route === null)
    return fail('release/not-a-page', 'Only a page with a route can be published.');
  if (program.id !== bundle.root || program.version !== approved.version)
    return fail(
      'release/bundle-mismatch',
      `The document is ${program.id}@${program.version}, the approval is about ${approved.documentId}@${approved.version}.`,
    );
  if (program.hash !== approved.programHash)
    return fail(
      'release/bundle-mismatch',
      `This server compiles the document to another program than the approver saw. It uses engine ${program.engine}, the bundle was made with ${bundle.engine}.`,
    );
  return ok({ program, sheets, route: fullRoute(baseOf(bundle.settings), program.contract.route) });
}
