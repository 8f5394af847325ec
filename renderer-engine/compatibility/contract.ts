import type { DocumentKind, JsonObject, JsonSchema, PageDocument } from '../document/types.ts';

/**
 * What others may rely on in a document (language.md 10.1), after inheritance and `$ref`: its inputs and its outputs.
 * Plain data, so that it can be kept beside a version and compared years later.
 */
export interface DocumentContract {
  readonly id: string;
  readonly version: string;
  readonly kind: DocumentKind;
  readonly requires: { readonly core: string | null; readonly features: readonly string[] };
  /** Document id → range, of `uses` and `extends`. */
  readonly dependencies: Readonly<Record<string, string>>;
  readonly defs: Readonly<Record<string, Definition>>;
  /** Key → argument names; of documents that share their messages. */
  readonly messages: Readonly<Record<string, readonly string[]>>;
  /** Of pages and layouts. */
  readonly page: PageContract | null;
  /** Of component documents. */
  readonly component: ComponentContract | null;
  /** Of themes: token path → what it is; `value` names its content. */
  readonly tokens: Readonly<Record<string, { readonly value: string }>>;
  /** Names what is rendered and is no contract: view, head, texts. */
  readonly content: string;
  /** Names everything but version, tests and notes, so that no change goes unseen. */
  readonly whole: string;
}

/** An entry of `defs`, by `family/name`. Types carry their schema, everything else is named by its content. */
export interface Definition {
  readonly schema: JsonSchema | null;
  readonly content: string;
}

export interface PageContract {
  readonly route: string | null;
  readonly access: NonNullable<PageDocument['access']>;
  readonly params: Readonly<Record<string, JsonSchema>>;
  readonly context: JsonSchema | null;
  readonly data: Readonly<Record<string, DataContract>>;
  readonly forms: Readonly<Record<string, FormContract>>;
  /** Calls of the host that some action makes; sorted. */
  readonly calls: readonly string[];
  /** Events that some action emits; sorted. */
  readonly emits: readonly string[];
  /** Slots that stay open for documents that extend this one. */
  readonly slots: Readonly<Record<string, SlotContract>>;
  /** Ids of all nodes; sorted. */
  readonly nodes: readonly string[];
  /** Of those: what actions target, tests mask, or documents above override; sorted. */
  readonly namedNodes: readonly string[];
}

export interface DataContract {
  readonly source: string;
  readonly optional: boolean;
  readonly schema: JsonSchema;
}

export interface FormContract {
  readonly schema: JsonSchema;
  /** Rule id → its content. */
  readonly rules: Readonly<Record<string, string>>;
  /** The call its value goes to; null when it goes nowhere but into the address. */
  readonly call: string | null;
  /** What that call takes, as far as the host's manifest is known. */
  readonly takes: JsonSchema | null;
}

export interface SlotContract {
  readonly required: boolean;
  readonly min: number;
  readonly max: number | null;
  /** Types or categories; null for anything. */
  readonly accepts: readonly string[] | null;
  readonly provide: readonly string[];
}

export interface ComponentContract {
  readonly props: JsonSchema;
  readonly slots: Readonly<Record<string, SlotContract>>;
  /** Event → schema of its detail, when it has one. */
  readonly events: Readonly<Record<string, JsonSchema | null>>;
  readonly parts: readonly string[];
  /** Token → its type. */
  readonly tokens: JsonObject;
  readonly valueType: JsonSchema | null;
}

/** `MAJOR.MINOR.PATCH`, the part that has to grow. `none`: nothing changed at all. */
export type Bump = 'major' | 'minor' | 'patch' | 'none';

/** Which direction must hold (language.md 10.1); `_TRANSITIVE` asks about all versions given, not only the last. */
export type CompatibilityLevel =
  | 'NONE'
  | 'BACKWARD'
  | 'FORWARD'
  | 'FULL'
  | 'BACKWARD_TRANSITIVE'
  | 'FORWARD_TRANSITIVE'
  | 'FULL_TRANSITIVE';

/** One difference between two contracts, judged by a row of language.md 10.3. */
export interface Change {
  /** Permanent id of the rule: `prop/removed`. */
  readonly rule: string;
  /** Into the newer document; for what was removed, where it stood in the older one. */
  readonly pointer: string;
  readonly before: unknown;
  readonly after: unknown;
  /** One sentence for a person. */
  readonly reason: string;
  readonly breaks: { readonly backward: boolean; readonly forward: boolean };
  readonly bump: Bump;
  /** The picture may change, so the visual tests should be looked at. */
  readonly visual: boolean;
  /** The older version this is a difference to. */
  readonly against: string;
}
