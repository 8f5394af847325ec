import type { ActionTarget, Input } from '../../components/component.ts';
import type { Bound } from '../4-optimize/bound.ts';
import type { ElementNode } from '../4-optimize/tree.ts';
import { commandFor } from './commands.ts';
import { neighborId } from './dom-ids.ts';
import type { Emission } from './emission.ts';
import { constantInput, inputOf } from './lower.ts';
import { neighbor } from './scan-tree.ts';

/** The actions of a node that plain HTML can carry, by trigger (language.md 4.3). */
export function actionsOf(node: ElementNode, emission: Emission): Readonly<Record<string, ActionTarget>> {
  const found = Object.entries(node.on).flatMap(([trigger, action]) => {
    const target = actionTarget(action, node, emission);
    return target ? [[trigger, target] as const] : [];
  });
  return Object.fromEntries(found);
}

function actionTarget(action: Bound, node: ElementNode, emission: Emission): ActionTarget | null {
  if (isList(action))
    return (
      listOf(action)
        .map((one) => actionTarget(one, node, emission))
        .find(Boolean) ?? null
    );
  const { do: what, target, to, href } = fieldsOf(action);
  switch (textOf(what)) {
    case 'navigate': {
      const address = to ?? href;
      return address ? { kind: 'link', href: inputOf(address, emission) } : null;
    }
    case 'submit':
      return { kind: 'submit', form: idOf(target, node, emission) };
    case 'reset':
      return { kind: 'reset', form: idOf(target, node, emission) };
    case 'open':
      return command('open', target, node, emission);
    case 'close':
      return command('close', target, node, emission);
    case 'toggle':
      return command('toggle', target, node, emission);
    default:
      return null;
  }
}

function command(
  what: 'open' | 'close' | 'toggle',
  target: Bound | undefined,
  node: ElementNode,
  emission: Emission,
): ActionTarget {
  const opening = emission.targets.openings().get(neighbor(node.address, textOf(target) ?? ''));
  return { kind: 'command', command: commandFor(what, opening), target: idOf(target, node, emission) };
}

function idOf(target: Bound | undefined, node: ElementNode, emission: Emission): Input {
  const id = textOf(target);
  return (id === null ? null : neighborId(node.address, id, emission)) ?? constantInput(null);
}

const isList = (bound: Bound): boolean =>
  bound.kind === 'list' || (bound.kind === 'constant' && Array.isArray(bound.value));

const listOf = (bound: Bound): readonly Bound[] =>
  bound.kind === 'list'
    ? bound.items
    : bound.kind === 'constant' && Array.isArray(bound.value)
      ? bound.value.map((value) => ({ kind: 'constant', value }))
      : [];

function fieldsOf(bound: Bound): Readonly<Record<string, Bound>> {
  if (bound.kind === 'map') return bound.entries;
  if (bound.kind !== 'constant' || bound.value === null || typeof bound.value !== 'object') return {};
  return Object.fromEntries(Object.entries(bound.value).map(([key, value]) => [key, { kind: 'constant', value }]));
}

const textOf = (bound: Bound | undefined): string | null =>
  bound?.kind === 'constant' && typeof bound.value === 'string' ? bound.value : null;
