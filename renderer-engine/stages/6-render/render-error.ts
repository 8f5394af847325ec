import type { Diagnostic } from '../../diagnostics/diagnostic.ts';

/** A node of a program, for diagnostics. */
export type NodePlace = Pick<Diagnostic, 'pointer' | 'document' | 'node'>;

/**
 * A limit of the whole render was reached (language.md 4.6): not catchable by the page, never a quietly short page.
 * Hosts answer 500 or abort the stream.
 */
export class RenderLimitError extends Error {
  override readonly name = 'RenderLimitError';
  readonly code: 'UI9001' | 'UI9101';
  /** What was too much, in words. */
  readonly limit: string;
  readonly most: number;
  /** The same for an author: at the node that was being written. */
  readonly diagnostic: Diagnostic;
  constructor(code: 'UI9001' | 'UI9101', limit: string, most: number, place: NodePlace) {
    const where = place.node === undefined ? '' : ` It was reached at "${place.node}".`;
    super(`The page cannot be rendered: ${limit} is over the limit of ${most}.${where} Show less on one page.`);
    this.code = code;
    this.diagnostic = {
      code,
      name: 'limit/exceeded',
      severity: 'error',
      message: this.message,
      ...place,
      docs: `https://schema-studio.dev/e/${code}`,
    };
    this.limit = limit;
    this.most = most;
  }
}

/** A node failed before its first byte; caught by the nearest boundary. */
export class NodeFailure {
  readonly code: string;
  readonly status: number;
  constructor(code: string, status: number) {
    this.code = code;
    this.status = status;
  }
}
