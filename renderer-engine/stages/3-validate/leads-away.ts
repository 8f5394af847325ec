import type { JsonObject } from '../../document/types.ts';
import type { ResolvedNode } from '../flow.ts';
import { findNode } from './find-node.ts';
import type { Validation } from './validation.ts';

/** Whether a step may lead to another page: what is named from there on may be of that one, and is found when it is taken. */
export function leadsAway({ do: what, target }: JsonObject, { resolved: { root, page }, ids }: Validation): boolean {
  if (what !== 'click' && what !== 'press') return false;
  if (Object.values(page.forms).some(({ submit }) => mentionsPage(submit))) return true;
  const node = typeof target === 'string' && root ? findNode(target, [root]) : null;
  if (node) return leads(node);
  // What is inside of a component, or has the focus, is known when the page is shown; what is nowhere was told.
  return typeof target !== 'string' || target.includes('--') || ids().has(target);
}

const leads = (node: ResolvedNode): boolean =>
  node.kind === 'element' &&
  (node.target.kind !== 'core' ||
    node.include != null ||
    mentionsPage(node.props) ||
    mentionsPage(node.on) ||
    Object.values(node.slots).flat().some(leads));

/** A link or an action that goes somewhere, at any depth. */
const mentionsPage = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (Object.hasOwn(value, 'to') || Object.values(value).some((part) => mentionsPage(part)));
