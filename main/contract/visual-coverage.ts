/** What accepted pictures show of a document. */
export interface Coverage {
  /** How many accepted pictures there are. */
  readonly pictures: number;
  /** In the order they are written. */
  readonly nodes: readonly CoveredNode[];
  /** Of all nodes and branches that a picture can show. */
  readonly shown: number;
  readonly total: number;
  readonly proposals: readonly CoverageProposal[];
}

export interface CoveredNode {
  /** As pictures name it: `card--title` is `title` inside the component that `card` is an instance of. */
  readonly id: string;
  /** Id of the document it is written in. */
  readonly document: string;
  readonly type: string;
  readonly depth: number;
  /** Where it is written: as in `/view/children/0`. */
  readonly pointer: string;
  /** In some accepted picture; null: it draws nothing of its own. */
  readonly isShown: boolean | null;
  /** Conditions, loops, slots and breakpoints, as in `if: false`. */
  readonly branches: readonly { readonly name: string; readonly isShown: boolean }[];
}

/** A case for the tests block that would show what no picture has shown. */
export interface CoverageProposal {
  readonly case: {
    readonly id: string;
    readonly fixture: string;
    readonly force?: Readonly<Record<string, string>>;
    readonly matrix?: { readonly viewports?: readonly string[] };
  };
  readonly reason: string;
}
