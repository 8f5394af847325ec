import type { CoreComponent } from '../components/component.ts';
import type { Diagnostic, Range } from '../diagnostics/diagnostic.ts';
import type { LockFile } from '../document/lock-file.ts';
import type {
  Accessibility,
  ComponentBody,
  DocumentKind,
  Json,
  JsonObject,
  JsonSchema,
  Messages,
  PageDocument,
  StudioDocument,
  Value,
} from '../document/types.ts';
import type { Dependency, DocumentSource, HostManifests, Limits, ProjectSettings } from '../engine.ts';
import type { Scope, Type } from '../expressions/index.ts';
import type { Memory } from './memory.ts';

/** What each stage hands to the next. A stage takes what the previous made and returns more. */

/** What stages 1 to 3 know besides the document. One per engine; stages keep nothing between compilations but caches. */
export interface FrontContext {
  readonly documents: DocumentSource;
  /** Documents that ship with the engine (`core/*`). */
  readonly core: DocumentSource;
  /** Built-in components by type. */
  readonly components: ReadonlyMap<string, CoreComponent>;
  readonly settings: ProjectSettings;
  readonly manifests: HostManifests;
  readonly limits: Limits;
  /** What `requires.features` may ask for; what every engine offers by default. */
  readonly features?: ReadonlySet<string>;
  /** Page id → route; undefined when the host does not know all pages. */
  readonly routes: Readonly<Record<string, string>> | undefined;
  /** Which versions the project settled on, when it has a lock file. */
  readonly lock?: LockFile | null;
  /** Hears what validation finds out on its way; editors ask through it. */
  readonly observer?: Observer;
  /** What the last compilation of this document has left; null when each is to begin from nothing. */
  readonly memory?: Memory | null;
}

/** Told during validation, so that whoever helps an author sees names and types exactly as the checker does. */
export interface Observer {
  /** A string that may hold holes, with the names it sees and the type its place wants. */
  text(origin: Origin, scope: Scope, expects: Type | undefined): void;
  /** A node, the names its props see, and the schema of the Form it stands in (null: none, or one of params). */
  node(node: ResolvedElement, scope: Scope, form: JsonSchema | null): void;
}

/** Finds where a JSON pointer stands in the text; for holes, `offset`/`length` count inside the decoded string. */
export interface Locator {
  range(pointer: string, inside?: { readonly offset: number; readonly length: number }): Range | undefined;
  /** The key itself instead of its value. */
  keyRange(pointer: string): Range | undefined;
}

/** Stage 1: text → JSON with positions. `document` is null when there is nothing to go on with. */
export interface Parsed {
  readonly document: StudioDocument | null;
  readonly kind: DocumentKind | null;
  readonly text: string;
  readonly file: string | undefined;
  readonly locator: Locator;
  readonly sourceHash: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Where its tests were written, when that is a file of their own. */
  readonly sidecar?: { readonly file: string | undefined; readonly locator: Locator };
}

/** A document that takes part in a compilation: the root, a base, a component or a library. */
export interface Unit {
  /** `id@version`. */
  readonly name: string;
  readonly document: StudioDocument;
  readonly parsed: Parsed;
  /** Alias → unit, from its own `uses`. What could not be loaded is not in it. */
  readonly uses: ReadonlyMap<string, Unit>;
  /** The document it extends. */
  readonly base: Unit | null;
}

/** Where something was written; names (`t` keys, aliases) belong to that unit (language.md 5.2). */
export interface Origin {
  readonly unit: Unit;
  readonly pointer: string;
}

/** A node after `$ref`, inheritance and slots: `type` is bound to its definition. */
export interface ResolvedElement {
  readonly kind: 'element';
  readonly id: string;
  readonly type: string;
  readonly target: ResolvedTarget;
  readonly props: Readonly<Record<string, Value>>;
  readonly slots: Readonly<Record<string, readonly ResolvedNode[]>>;
  readonly for: ResolvedLoop | null;
  readonly let: Readonly<Record<string, Value>>;
  readonly if: string | null;
  readonly else: readonly ResolvedNode[];
  readonly bind: string | null;
  readonly on: Readonly<Record<string, Json>>;
  readonly style: JsonObject | null;
  readonly a11y: Accessibility;
  readonly lazy: ResolvedLazy | null;
  readonly catch: readonly ResolvedNode[] | null;
  /** Of an Include: what it shows; null when that cannot be shown, which has been told. */
  readonly include?: ResolvedInclude | null;
  /** Made of an entry of a list prop of the node around, where its props have been checked. */
  readonly derived?: boolean;
  readonly origin: Origin;
  /** Origin of single keys that came from elsewhere, e.g. an override: key → origin. */
  readonly keyOrigins: ReadonlyMap<string, Origin>;
}

export interface ResolvedText {
  readonly kind: 'text';
  readonly text: string;
  readonly origin: Origin;
}

export type ResolvedNode = ResolvedElement | ResolvedText;

export interface ResolvedLoop {
  readonly each: string;
  readonly as: string;
  readonly index: string | null;
  readonly key: string;
  readonly limit: number | null;
  readonly empty: readonly ResolvedNode[];
}

/** `lazy` of a node (language.md 4.4). */
export interface ResolvedLazy {
  /** `visible`, `load`, `idle` or `event:<name>`. */
  readonly when: string;
  readonly mode: 'request' | 'stream';
  readonly placeholder: readonly ResolvedNode[];
  /** Milliseconds after which the content counts as failed. */
  readonly timeout: number | null;
}

/** What a `type` stands for: engine code, or a view to inline. */
export type ResolvedTarget =
  | { readonly kind: 'core'; readonly component: CoreComponent }
  | { readonly kind: 'document'; readonly component: ResolvedComponent };

/** A component document or an entry of `defs.components`, resolved once and inlined per instance. */
export interface ResolvedComponent {
  /** Document id, or `{document id}#{name}` for a private one. */
  readonly id: string;
  readonly version: string;
  readonly unit: Unit;
  readonly body: ComponentBody;
  /** Props schema after flattening; closed. */
  readonly props: JsonSchema;
  readonly view: ResolvedNode | null;
  /** What its events bring along, by name, flattened. */
  readonly events: ReadonlyMap<string, JsonSchema>;
}

/** A page inside another one (language.md 8.2, Include): its contract stays its own. */
export interface ResolvedInclude {
  readonly unit: Unit;
  readonly page: ResolvedPage;
  /** What of it is shown. */
  readonly content: readonly ResolvedNode[];
}

/** Stage 2: everything the document needs, found and flattened. */
export interface Resolved {
  readonly parsed: Parsed;
  readonly unit: Unit;
  readonly kind: DocumentKind;
  readonly root: ResolvedNode | null;
  /** For a component document: the component itself; `root` is then the instance of the chosen example. */
  readonly component: ResolvedComponent | null;
  /** Merged with the bases, schemas flattened. */
  readonly page: ResolvedPage;
  /** Pages it shows inside of it. */
  readonly includes: readonly ResolvedInclude[];
  readonly components: readonly ResolvedComponent[];
  /** Its own `defs.types`, flattened. */
  readonly definitions: ReadonlyMap<string, JsonSchema>;
  /** Ids of nodes that were left out, which has been told; naming them is no mistake of its own. */
  readonly leftOut: ReadonlySet<string>;
  readonly dependencies: readonly Dependency[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The contract parts of a page after inheritance. `origins`: `params.q` → where it was written. */
export interface ResolvedPage {
  readonly route: string | null;
  readonly access: NonNullable<PageDocument['access']>;
  readonly head: JsonObject;
  readonly params: Readonly<Record<string, JsonSchema>>;
  readonly data: NonNullable<PageDocument['data']>;
  readonly forms: NonNullable<PageDocument['forms']>;
  readonly context: JsonSchema | null;
  /** Messages per unit name, bases merged into the page's own. */
  readonly messages: ReadonlyMap<Unit, Messages>;
  readonly origins: ReadonlyMap<string, Origin>;
}

/** Stage 3: checked; `diagnostics` are those of this stage. Stages 4 and 5 may trust every part that is not listed in `faults`. */
export interface Validated extends Resolved {
  /**
   * Parts of a node to leave out because they have errors: `props.text`, `if`, `for`, `let.open`, `bind`, `style`,
   * `a11y.label`, `on.click`, `slots.footer`; `''` means the whole node.
   */
  readonly faults: ReadonlyMap<ResolvedElement, ReadonlySet<string>>;
  /** Form rules to leave out, by form name: rule ids. */
  readonly faultyRules: ReadonlyMap<string, ReadonlySet<string>>;
  /** Names under `data` whose `args` have errors. */
  readonly faultyData: ReadonlySet<string>;
  /** The same of the pages it includes. */
  readonly faultyIncludes: ReadonlyMap<ResolvedInclude, ContractFaults>;
}

/** Parts of a page's contract to leave out. */
export type ContractFaults = Pick<Validated, 'faultyRules' | 'faultyData'>;
