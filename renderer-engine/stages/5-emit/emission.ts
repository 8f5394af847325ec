import type { Attributes, Input } from '../../components/component.ts';
import type { FormDefinition, Json, JsonObject, JsonSchema } from '../../document/types.ts';
import type { Limits } from '../../engine.ts';
import type { UrlPolicy } from '../../html/url.ts';
import type { ActionEntry, Code, FragmentReads, ProgramFragment, ProgramNode, ScriptName } from '../../program.ts';
import type { ActionPlace } from '../4-optimize/actions.ts';
import type { Bound, Scope, Variable } from '../4-optimize/bound.ts';
import type { Address, AddressKey, ElementNode, Place, TreeNode } from '../4-optimize/tree.ts';
import type { StageMemory } from '../memory.ts';
import type { Teller } from '../teller.ts';
import type { AttributeList } from './attributes.ts';
import type { Opening } from './commands.ts';
import type { AnyOp } from './ops.ts';
import type { Written } from './settle.ts';

/** Everything a walk over the tree gathers. One per compilation; filled in order, so it may be written to. */
export interface Emission {
  readonly ops: Written[];
  readonly memory: StageMemory | null;
  /** True while the ops of a chunk are written to be kept. */
  readonly keeping: boolean;
  /** Frame slot of each variable. */
  readonly slots: Map<Variable, number>;
  /** Variables that stand for code, e.g. what a built-in provides to a fill. */
  readonly codes: Map<Variable, Code>;
  /** Form node id → whether nobody can change its values; for the inputs in it. */
  readonly readonly: Map<string, Input>;
  readonly frame: { next: number };
  /** Parts of constant props that are only known at render; components hand them to `Out.template`. */
  readonly tokens: Map<object, Bound>;
  /** Loops that a built-in has opened around the fill being written. */
  readonly fillKeys: Map<string, readonly AddressKey[]>;
  readonly attributes: AttributeList;
  /** Elements around what is being written, outermost first. */
  readonly tags: string[];
  /** Loop keys that an address needs; the others are not encoded. */
  readonly usedKeys: Set<Variable>;
  /** What a built-in hands to the outermost elements of the fill being written. */
  handed: Attributes | null;
  readonly types: Set<string>;
  readonly classes: Map<string, JsonObject>;
  /** Canonical style → its class. */
  readonly classNames: Map<string, string>;
  readonly componentClasses: Set<string>;
  readonly messages: Map<string, Set<string> | 'all'>;
  /** Numbers of nodes being written, in `listed`; those of kept chunks are known to nobody else. */
  readonly nodes: Map<Place, number>;
  /** Chunks that stand in the program already. */
  readonly met: Map<TreeNode, MetChunk>;
  /** `Program.nodes`. */
  readonly listed: ProgramNode[];
  /** In the order of `Program.fragments`; what they read is found when all is written. */
  readonly fragments: Omit<ProgramFragment, keyof FragmentReads>[];
  /** Addresses something refers to: their elements get an id. */
  readonly targets: Targets;
  /** The element without what is never shown: what it holds is what a component may ask about. */
  readonly shown: (node: ElementNode) => ElementNode;
  /** What the server may be asked to do. */
  readonly actions: ActionEntry[];
  readonly scripts: Set<ScriptName>;
  /** Parts of the shell that only some pages need. */
  readonly needs: { actForm: boolean };
  readonly context: EmitContext;
  readonly teller: Teller;
}

/** The number of its first node, and where its nodes stand. */
export interface MetChunk {
  readonly base: number;
  readonly places: readonly Place[];
}

export interface Targets {
  /** Address without loop keys → the address. */
  readonly addresses: () => ReadonlyMap<string, Address>;
  readonly wanted: Set<string>;
  /** Address of an element without loop keys → the fragment whose id it has. */
  readonly names: ReadonlyMap<string, FragmentName>;
  /** Form node id → field pointer → address of its input. */
  readonly inputs: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Params that hold the page of a Pagination: any other change leads back to the first page. */
  readonly paging: ReadonlySet<string>;
  /** Addresses of what opens, and how. */
  readonly openings: () => ReadonlyMap<string, Opening>;
  /** Form node id → pointers of inputs with `keep`. */
  readonly kept: ReadonlyMap<string, ReadonlySet<string>>;
}

/** A fragment around an element: its node id, and the number of instances around it. */
export interface FragmentName {
  readonly id: string;
  readonly depth: number;
}

export interface EmitContext {
  readonly id: string;
  readonly route: string | null;
  readonly params: Readonly<Record<string, JsonSchema>>;
  /** Names of the page's data. */
  readonly data: readonly string[];
  readonly forms: Readonly<Record<string, EmitForm>>;
  /** What the page's own nodes see. */
  readonly scope: Scope;
  readonly urls: UrlPolicy;
  readonly limits: Limits;
  readonly fold: boolean;
  /** The HTML names its nodes. */
  readonly traced: boolean;
  /** For measured programs: class of a component's root → its id. */
  readonly measured: ReadonlyMap<string, string> | null;
}

/** A form of the page or of one it includes. */
export interface EmitForm {
  readonly schema: JsonSchema;
  readonly rules?: FormDefinition['rules'] | undefined;
  readonly mode?: FormDefinition['mode'] | undefined;
  readonly submit?: Json;
  /** What its rules and actions see, and where their targets stand. */
  readonly scope: Scope;
  readonly place: ActionPlace;
}

/** Adds an op; static text goes in as a string made by the writer, and continues the one before. */
export function push({ ops }: Emission, op: string | AnyOp): void {
  const last = ops.length - 1;
  if (typeof op === 'string' && last >= 0 && typeof ops[last] === 'string') ops[last] += op;
  else if (op !== '') ops.push(op);
}

export function pushAll(emission: Emission, ...ops: readonly (string | AnyOp)[]): void {
  for (const op of ops) push(emission, op);
}

/** The frame slot of a variable, made on first use. */
export function slotOf(emission: Emission, variable: Variable): number {
  const existing = emission.slots.get(variable);
  if (existing !== undefined) return existing;
  const slot = newSlot(emission);
  emission.slots.set(variable, slot);
  return slot;
}

/** What follows belongs to that node: a render names it when something goes wrong. */
export function mark(place: Place, emission: Emission): void {
  let node = emission.nodes.get(place);
  if (node === undefined) {
    const { id, origin } = place;
    node = emission.listed.push({ id, document: origin.unit.name, pointer: origin.pointer }) - 1;
    emission.nodes.set(place, node);
  }
  emission.ops.push(['node', node]);
}

export const newSlot = (emission: Emission): number => emission.frame.next++;
