import type { JsonObject } from '../document/types.ts';
import type { FormContract } from '../program.ts';
import type { Dependency, StageReport } from './compile.ts';

/** Everything a compilation found out, for people and tools; rendering needs none of it (E11). */
export interface CompiledRecord {
  /** The text it was made of. */
  readonly original: string;
  /**
   * The document with its bases, overrides, references and `allOf`s worked in, defaults of the language left out; null
   * when there is no document to speak of.
   */
  readonly flattened: JsonObject | null;
  /** By form: the schema a value must fit, and the rules over it with the layer of each. */
  readonly rules: Readonly<Record<string, FormContract>>;
  /** What each node is made of, in the order of the flattened document. */
  readonly components: readonly ComponentUse[];
  /** Documents that went into the program, sorted by id. */
  readonly dependencies: readonly Dependency[];
  /** Of the program; null when nothing can be rendered. What follows is in no hash. */
  readonly hash: string | null;
  readonly stages: readonly StageReport[];
  /** Of all stages together. */
  readonly milliseconds: number;
  /** How often it was asked for since it was compiled, that time included; looking at its record does not count. */
  readonly accesses: number;
  /** When that was last, on the engine's clock. */
  readonly lastAccess: number;
}

/** A node, the type its author wrote, and the definition behind that name. */
export interface ComponentUse {
  readonly node: string;
  readonly type: string;
  /** `Button`, the id of a component document, or `{id}#{name}` for one of the document's own. */
  readonly component: string;
  readonly version: string;
}
