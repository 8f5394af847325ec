import type { Json } from '../../document/types.ts';
import type { Limits, OptimizerSwitches } from '../../engine.ts';
import type { Validated } from '../flow.ts';
import type { StageMemory } from '../memory.ts';
import { newTeller, type Teller } from '../teller.ts';
import { expandNodes } from './expand.ts';
import { type Expansion, plainly } from './expansion.ts';
import { fragmentTargets } from './fragment-targets.ts';
import type { Mounted } from './mounted.ts';
import { optimizeNodes } from './optimize-nodes.ts';
import { pageScope } from './scopes.ts';
import type { TreeNode } from './tree.ts';
import { newRoom } from './unroll.ts';

/** Stage 4: one tree without components, and as little of it as the constants allow. */
export interface Optimized extends Validated {
  readonly tree: readonly TreeNode[];
  readonly switches: OptimizerSwitches;
  /** Pages shown inside of it, each where it stands. */
  readonly mounted: readonly Mounted[];
}

interface Context {
  readonly limits: Limits;
  readonly optimize: Partial<OptimizerSwitches>;
  readonly memory: StageMemory | null;
}

export const allSwitches: OptimizerSwitches = { fold: true, removeDeadBranches: true, mergeStatic: true };

/** Instances are replaced by their views, names by what they stand for, and what is known now is decided now. */
export function optimize(validated: Validated, { limits, optimize: chosen, memory }: Context): Optimized {
  const teller = newTeller();
  const switches = { ...allSwitches, ...chosen };
  const mounted = new Map<string, Mounted>();
  const start = startOf(validated, limits, memory, teller, mounted);
  const expanded = validated.root ? expandNodes([validated.root], start) : [];
  return {
    ...validated,
    tree: optimizeNodes(expanded, new Map(), { ...switches, room: newRoom(limits.nodesExpanded) }, memory),
    switches,
    mounted: [...mounted.values()],
    diagnostics: teller.diagnostics,
  };
}

const startOf = (
  validated: Validated,
  limits: Limits,
  memory: StageMemory | null,
  teller: Teller,
  mounted: Map<string, Mounted>,
): Expansion => ({
  scope: pageScope(validated.unit),
  instances: [],
  keys: [],
  view: null,
  form: null,
  ...plainly,
  parent: null,
  pageRoot: validated.root,
  page: validated.unit.document.id,
  access: validated.page.access,
  include: null,
  forms: validated.page.forms,
  mounted,
  targets: fragmentTargets(validated.root, validated.page.forms as unknown as Json, memory),
  faults: validated.faults,
  limits,
  memory,
  budget: { nodes: 0, reported: false },
  teller,
});
