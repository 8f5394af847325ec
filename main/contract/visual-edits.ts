import type { Json } from '#engine';
import type { Version } from './versions.ts';

/** Why a node looks different: what was edited since its baseline. */
export interface NodeEdits {
  readonly node: string;
  /** Of the node itself, of a node around it, or of no node, as of a theme, a message or sample data. */
  readonly where: 'node' | 'around' | 'elsewhere';
  readonly edits: readonly NodeEdit[];
}

/** One value of a document that is another now. */
export interface NodeEdit {
  /** Id of the document. */
  readonly document: string;
  /** JSON pointer in the newer text; in the older one where it is gone. */
  readonly pointer: string;
  readonly kind: 'added' | 'removed' | 'changed' | 'reordered';
  /** Null where there was nothing, or is nothing any more. */
  readonly before: Json | null;
  readonly after: Json | null;
  /** The saved version it came with, and so its author; null while it is in no version. */
  readonly version: Version | null;
}
