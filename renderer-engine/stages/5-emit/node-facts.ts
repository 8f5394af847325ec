import type { ActionTarget, EmitNode, Field, FormTarget, Input } from '../../components/component.ts';
import type { ElementNode, FormScope, TreeNode } from '../4-optimize/tree.ts';
import type { Behavior } from './actions.ts';
import type { Emission } from './emission.ts';
import { fieldFor } from './fields.ts';
import { formTarget } from './form-target.ts';
import { inputOf } from './lower.ts';
import { plainAddress, visitTree } from './scan-tree.ts';

/** What a component may know about its node. Most components ask for little, so that each thing is found when asked. */
export class NodeFacts implements EmitNode {
  private readonly node: ElementNode;
  private readonly emission: Emission;
  private readonly behavior: Behavior;
  readonly field: Field | null;
  readonly form: FormTarget | null;
  readonly label: Input | null;

  constructor(node: ElementNode, form: FormScope | null, behavior: Behavior, emission: Emission) {
    const label = node.accessibility['label'];
    this.node = node;
    this.emission = emission;
    this.behavior = behavior;
    // Writing a value may take a slot of the frame, whether the component shows it or not.
    this.field = node.field ? fieldFor(node.field, node.form, emission) : null;
    this.form = form ? formTarget(node, form, emission) : null;
    this.label = label ? inputOf(label, emission) : null;
  }

  get id(): string {
    return plainAddress(this.node.address);
  }

  get slots(): readonly string[] {
    const { slots } = this.emission.shown(this.node);
    return Object.keys(slots).filter((name) => slots[name]!.nodes.length > 0);
  }

  get actions(): Readonly<Record<string, ActionTarget>> {
    return this.behavior.targets;
  }

  /** A value of its own, because components take it out of what they are given. */
  get typesIn(): EmitNode['typesIn'] {
    const { slots } = this.emission.shown(this.node);
    return (slot) => [...typesOf(slots[slot]?.nodes ?? [])];
  }
}

function typesOf(nodes: readonly TreeNode[]): ReadonlySet<string> {
  const types = new Set<string>();
  visitTree(nodes, (node) => {
    if (node.kind === 'element') types.add(node.component.type);
  });
  return types;
}
