import type { CoreComponent } from '../../components/component.ts';
import type { Access } from '../../document/access.ts';
import type { Origin } from '../flow.ts';
import type { BoundAction } from './actions.ts';
import type { Binding, Bound, Variable } from './bound.ts';

/**
 * The page after inlining: no component documents, no slots, no keywords. Control flow is nodes of its own, in the
 * fixed order catch → for → let → if → element (language.md 2.2), so that a pass is a walk over ten kinds.
 */
export type TreeNode =
  | TextNode
  | ElementNode
  | LetNode
  | IfNode
  | LoopNode
  | MatchNode
  | BoundaryNode
  | GuardNode
  | FormScopeNode
  | FragmentNode;

export interface TextNode {
  readonly kind: 'text';
  readonly text: Bound;
  readonly place: Place;
}

/** A built-in, to be written by its `emit`. */
export interface ElementNode {
  readonly kind: 'element';
  readonly component: CoreComponent;
  readonly address: Address;
  readonly props: Readonly<Record<string, Bound>>;
  readonly slots: Readonly<Record<string, Fill>>;
  readonly field: FieldBinding | null;
  /** The Form it stands in. */
  readonly form: FormScope | null;
  /** What it does, by trigger. */
  readonly on: Readonly<Record<string, readonly BoundAction[]>>;
  readonly accessibility: Readonly<Record<string, Bound>>;
  readonly style: readonly StyleUse[];
  /** Classes of the component documents whose root or part this is. */
  readonly classes: readonly string[];
  /** Names that templates in props with `scope` see; `emit` fills them in by `Out.template`. */
  readonly locals: Readonly<Record<string, Variable>>;
  /** Who may see the included pages around it. */
  readonly access: readonly Access[];
  /** Stands for this node in `AddressKey`. */
  readonly self: string;
  readonly place: Place;
}

/** A style object, and the component class that `{self.…}` tokens in it mean. */
export interface StyleUse {
  readonly style: Bound;
  readonly self: string | null;
}

/** A fill and the variables it sees besides the names of where it was written. */
export interface Fill {
  readonly provided: Readonly<Record<string, Variable>>;
  readonly nodes: readonly TreeNode[];
}

export interface LetNode {
  readonly kind: 'let';
  readonly entries: readonly { readonly variable: Variable; readonly value: Bound }[];
  readonly body: readonly TreeNode[];
}

export interface IfNode {
  readonly kind: 'if';
  readonly test: Bound;
  readonly body: readonly TreeNode[];
  readonly otherwise: readonly TreeNode[];
  readonly place: Place;
}

export interface LoopNode {
  readonly kind: 'loop';
  readonly each: Bound;
  readonly item: Variable;
  readonly index: Variable;
  /** Encoded for addresses; null when it cannot be written (no key). */
  readonly key: Variable;
  readonly keyOf: Bound;
  readonly limit: number | null;
  readonly body: readonly TreeNode[];
  readonly empty: readonly TreeNode[];
  readonly place: Place;
}

export interface MatchNode {
  readonly kind: 'match';
  readonly on: Bound;
  readonly cases: Readonly<Record<string, readonly TreeNode[]>>;
  readonly otherwise: readonly TreeNode[];
  readonly place: Place;
}

export interface BoundaryNode {
  readonly kind: 'boundary';
  readonly error: Variable;
  readonly body: readonly TreeNode[];
  readonly handler: readonly TreeNode[];
  /** The root's boundary is the page's error view: it does not buffer (language.md 4.6). */
  readonly root: boolean;
  readonly place: Place;
}

/** A required prop of an instance that may be null: fails before the first byte. */
export interface GuardNode {
  readonly kind: 'guard';
  readonly component: string;
  /** Its id; `component` is the name its author gave it. */
  readonly id: string;
  readonly checks: readonly { readonly prop: string; readonly value: Bound }[];
  readonly body: readonly TreeNode[];
  readonly place: Place;
}

/** Around a Form: gives the name `form` to what is inside. */
export interface FormScopeNode {
  readonly kind: 'form';
  readonly variable: Variable;
  readonly form: FormScope;
  readonly body: readonly TreeNode[];
}

export interface FormScope {
  /** Id of the Form node: key of `RenderInput.form`. */
  readonly node: string;
  /** Key of `forms`; null for a GET form over params. */
  readonly name: string | null;
  readonly variable: Variable;
  readonly place: Place;
  /** Set on the scope of a form that shows parts of itself again when a value changes. */
  readonly live?: LiveForm;
}

/** What a live form listens to (language.md 4.2); its parts are fragments in it that say so. */
export interface LiveForm {
  /** The whole Form is the part. */
  readonly whole: boolean;
  /** Pointers of the values that parts read; `''` where one reads all of them. */
  readonly reads: readonly string[];
  /** Pointers of inputs that are not always there. */
  readonly fleeting: readonly string[];
}

/** A node that can be asked for on its own (language.md 4.4); innermost of its keywords. */
export interface FragmentNode {
  readonly kind: 'fragment';
  readonly address: Address;
  /** The node has a `catch` of its own, which answers for the fragment too. */
  readonly guarded: boolean;
  /** Set for a node that loads on its own: what the page shows until then. */
  readonly lazy: LazyWait | null;
  readonly body: readonly TreeNode[];
  readonly place: Place;
  /** An action asks for it again. */
  readonly asked?: true;
  /** A part of the live form around it. */
  readonly live?: true;
}

/** The place that a lazy node holds until it arrives. */
export interface LazyWait {
  readonly when: string;
  readonly mode: 'request' | 'stream';
  readonly timeout: number | null;
  readonly placeholder: readonly TreeNode[];
  /** Its own `catch`, which rides along for network failures. */
  readonly failure: OwnCatch | null;
  readonly style: readonly StyleUse[];
}

export interface OwnCatch {
  readonly error: Variable;
  readonly handler: readonly TreeNode[];
}

/** What an input writes to: a field of the form around it, or a query param. */
export type FieldBinding =
  | { readonly kind: 'form'; readonly form: FormScope; readonly pointer: string }
  | { readonly kind: 'param'; readonly param: string };

/** Where a node is on the render path (language.md 4.4): instances, then its own id, each with the loops around it. */
export interface Address {
  readonly instances: readonly AddressStep[];
  readonly own: AddressStep;
}

export interface AddressStep {
  readonly id: string;
  readonly keys: readonly AddressKey[];
}

/** A loop's encoded key, all loops a built-in has opened around one of its fills, or a key that an author named. */
export type AddressKey =
  | { readonly kind: 'loop'; readonly loop: object | string; readonly key: Binding }
  | { readonly kind: 'given'; readonly key: Bound }
  | { readonly kind: 'fill'; readonly of: string };

/** Where a node was written; becomes an entry of `Program.nodes`. */
export interface Place {
  /** The address without loops: `instance--inner`. */
  readonly id: string;
  readonly origin: Origin;
}
