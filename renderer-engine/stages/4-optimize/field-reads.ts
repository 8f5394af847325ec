import { step } from '../../document/pointer.ts';
import { childrenOf } from '../../expressions/children.ts';
import type { Argument } from '../../expressions/index.ts';
import { boundsInActions } from './actions.ts';
import { type Bound, bindingOf, type Scope, type Variable } from './bound.ts';
import type { ChangeRules } from './rule-reads.ts';
import type { ElementNode, LetNode, TreeNode } from './tree.ts';

/** Gathers which values of a form are read; each question notes what it finds, so every node is asked about once. */
export interface FieldReads {
  /** Pointers of the values that are read; `''` where all of them are. */
  readonly pointers: ReadonlySet<string>;
  /** Pointers of inputs that are not always there. */
  readonly fleeting: ReadonlySet<string>;
  /** Pointers of all inputs. */
  readonly bound: ReadonlySet<string>;
  inBound(bound: Bound): boolean;
  /** What an element reads itself, not what is in it. */
  inElement(node: ElementNode): boolean;
  /** Names that hold something read from the form are as good as the form. */
  inLet(node: LetNode): boolean;
  /** Whether anything in nodes that come and go reads a value. */
  below(nodes: readonly TreeNode[]): boolean;
}

/** @param live Whether every reader of a value counts; else only what shows what `rules` say. */
export function newFieldReads(form: Variable, live: boolean, rules: ChangeRules | null): FieldReads {
  const pointers = new Set<string>(rules?.reads);
  const bound = new Set<string>();
  const fleeting = new Set<string>();
  const derived = new Set<Variable>();

  const any = <T>(list: readonly T[], ask: (item: T) => boolean): boolean => list.filter(ask).length > 0;

  function inBound(bound: Bound): boolean {
    switch (bound.kind) {
      case 'constant':
        return false;
      case 'list':
        return any(bound.items, inBound);
      case 'map':
        return any(Object.values(bound.entries), inBound);
      case 'template':
        return any(
          bound.template.parts,
          (part) => typeof part !== 'string' && part.ast !== null && inAst(part.ast, bound.scope),
        );
    }
  }

  function inAst(ast: Argument, scope: Scope): boolean {
    const path = pathFrom(ast, scope);
    if (path) return note(path);
    if (ast.kind === 'name') {
      const binding = bindingOf(ast.name, scope);
      if (binding.kind === 'alias') return inBound(binding.bound);
      return binding.kind === 'variable' && derived.has(binding.variable);
    }
    return any(childrenOf(ast), (part) => inAst(part, scope));
  }

  /** `form.value.a[0]` → `['value', 'a', 0]`; null when it does not start with this form. */
  function pathFrom(ast: Argument, scope: Scope): (string | number)[] | null {
    if (ast.kind === 'member') return longer(pathFrom(ast.object, scope), ast.name);
    if (ast.kind === 'index') {
      const { index } = ast;
      const key = index.kind === 'literal' && (typeof index.value === 'string' || typeof index.value === 'number');
      return key ? longer(pathFrom(ast.object, scope), index.value as string | number) : null;
    }
    if (ast.kind !== 'name') return null;
    const binding = bindingOf(ast.name, scope);
    return binding.kind === 'variable' && binding.variable === form ? [] : null;
  }

  /** Messages and state change when the form is sent; when a value does, only where a rule says so. */
  function note([first, ...rest]: readonly (string | number)[]): boolean {
    if (first !== undefined && first !== 'value') return rules !== null;
    if (!live) return false;
    pointers.add(rest.reduce<string>(step, ''));
    return true;
  }

  const inElement = (node: ElementNode): boolean => [showsRule(node), readsValue(node)].includes(true);

  function showsRule({ field }: ElementNode): boolean {
    if (field?.kind !== 'form') return false;
    bound.add(field.pointer);
    return rules?.at.has(field.pointer) === true;
  }

  const readsValue = (node: ElementNode): boolean =>
    any(
      [
        ...Object.values(node.props),
        ...Object.values(node.accessibility),
        ...Object.values(node.on).flatMap(boundsInActions),
      ],
      inBound,
    );

  const inLet = ({ entries }: LetNode): boolean =>
    any(entries, ({ variable, value }) => {
      const found = inBound(value);
      if (found) derived.add(variable);
      return found;
    });

  function inNode(node: TreeNode): boolean {
    switch (node.kind) {
      case 'text':
        return inBound(node.text);
      case 'element':
        if (node.field?.kind === 'form') fleeting.add(node.field.pointer);
        return [inElement(node), any(Object.values(node.slots), (fill) => below(fill.nodes))].includes(true);
      case 'let':
        return [inLet(node), below(node.body)][1]!;
      case 'if':
        return [inBound(node.test), below(node.body), below(node.otherwise)].includes(true);
      case 'match':
        return [inBound(node.on), any(Object.values(node.cases), below), below(node.otherwise)].includes(true);
      case 'loop':
        return [inBound(node.each), inBound(node.keyOf), below(node.body), below(node.empty)].includes(true);
      case 'guard':
        return [any(node.checks, ({ value }) => inBound(value)), below(node.body)].includes(true);
      case 'boundary':
        return [below(node.body), below(node.handler)].includes(true);
      case 'fragment':
        return [below(node.lazy?.placeholder ?? []), below(node.body)].includes(true);
      case 'form':
        return below(node.body);
    }
  }

  const below = (nodes: readonly TreeNode[]): boolean => any(nodes, inNode);

  return { pointers, fleeting, bound, inBound, inElement, inLet, below };
}

const longer = <T>(path: T[] | null, step: T): T[] | null => path && [...path, step];
