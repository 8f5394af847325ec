import type { Access } from '../../document/access.ts';
import type { Limits } from '../../engine.ts';
import type { ResolvedNode, Validated } from '../flow.ts';
import type { StageMemory } from '../memory.ts';
import type { Teller } from '../teller.ts';
import type { BoundAction, Handler } from './actions.ts';
import type { Bound, Scope } from './bound.ts';
import type { Mounted } from './mounted.ts';
import type { AddressKey, AddressStep, FormScope, OwnCatch, Place, StyleUse, TreeNode } from './tree.ts';

/** Where the expansion is: what a node sees and where its address begins. */
export interface Expansion {
  readonly scope: Scope;
  readonly instances: readonly AddressStep[];
  /** Loops since the innermost instance, outer first. */
  readonly keys: readonly AddressKey[];
  /** The instance whose view is being expanded; null in the page's own tree. */
  readonly view: View | null;
  readonly form: FormScope | null;
  /** Handed to the root of a component's view by its instance. */
  readonly classes: readonly string[];
  readonly styles: readonly StyleUse[];
  readonly accessibility: Readonly<Record<string, Bound>>;
  readonly triggers: Readonly<Record<string, readonly BoundAction[]>>;
  readonly parent: string | null;
  readonly pageRoot: ResolvedNode | null;
  /** Set by `expandNode` for the node it hands on. */
  readonly isPageRoot: boolean;
  readonly isViewRoot: boolean;
  /** `catch` of the node being expanded. Set by `expandNode` and `expandBoundary`. */
  readonly ownCatch: OwnCatch | null;
  /** Id of the compiled document, and who may see it. */
  readonly page: string;
  readonly access: Access;
  /** The page that is being shown inside this one. */
  readonly include: Mounted | null;
  /** Every included page that was met, by the id of its Include. */
  readonly mounted: Map<string, Mounted>;
  /** Forms of the compiled document. */
  readonly forms: Validated['page']['forms'];
  /** Ids of this document that server actions ask for again. */
  readonly targets: ReadonlySet<string>;
  readonly faults: Validated['faults'];
  readonly limits: Limits;
  readonly memory: StageMemory | null;
  readonly budget: { nodes: number; reported: boolean };
  readonly teller: Teller;
}

export interface View {
  readonly className: string | null;
  readonly parts: readonly string[];
  readonly root: ResolvedNode | null;
  readonly fills: Readonly<Record<string, readonly ResolvedNode[]>>;
  /** Where the instance stands: what its fills see. */
  readonly written: Expansion;
  /** The instance's `bind`, for `"."` and `"./street"` inside. */
  readonly bind: string | null;
  /** What the instance does on the component's events. */
  readonly on: Readonly<Record<string, Handler>>;
}

/** Expands child nodes; passed down, because nodes contain instances and instances contain nodes. */
export type ExpandNodes = (nodes: readonly ResolvedNode[], at: Expansion) => readonly TreeNode[];

/** What a node is handed that is no root of a component's view, and what it knows before its keywords are read. */
export const plainly = {
  classes: [],
  styles: [],
  accessibility: {},
  triggers: {},
  isViewRoot: false,
  isPageRoot: false,
  ownCatch: null,
} as const satisfies Partial<Expansion>;

/** Whether it stands so already, as most nodes do. */
export const isPlainly = (at: Expansion): boolean =>
  at.classes === plainly.classes &&
  at.styles === plainly.styles &&
  at.accessibility === plainly.accessibility &&
  at.triggers === plainly.triggers &&
  !at.isViewRoot &&
  !at.isPageRoot &&
  at.ownCatch === null;

/** `id` is the address without loops: `instance--inner`. */
export const placeOf = (node: ResolvedNode, at: Expansion): Place => ({
  id: node.kind === 'text' ? (at.parent ?? '') : neighbor(at, node.id),
  origin: node.origin,
});

/** An id written beside a node means a node of the same document. */
export const neighbor = ({ instances }: { readonly instances: readonly AddressStep[] }, id: string): string =>
  instances.length === 0 ? id : [...instances.map((step) => step.id), id].join('--');
