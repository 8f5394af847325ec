import type { ResolvedElement, ResolvedLazy } from '../flow.ts';
import { fault, inside, originOf, type Validation } from './validation.ts';

/** `lazy`: when it loads, where it may stand, and the space it holds until then (language.md 4.4). */
export function checkLazy(node: ResolvedElement, lazy: ResolvedLazy, { resolved, ...rest }: Validation): void {
  const { teller } = rest;
  const origin = originOf(node, 'lazy');
  if (!/^(?:visible|load|idle|event:(?!htmx)[a-z][A-Za-z0-9]*(?:[.-][A-Za-z0-9]+)*)$/.test(lazy.when)) {
    const params = { what: '"when"', expected: '"visible", "load", "idle" or "event:name"', found: `"${lazy.when}"` };
    teller.tell('UI2004', params, { origin: inside(origin, 'when'), node: node.id });
    fault({ resolved, ...rest }, node, 'lazy');
  }
  if (node === resolved.root || node.type === 'Page') {
    const params = { child: 'A node with "lazy"', parent: 'the root', rule: 'the page cannot wait for itself' };
    teller.tell('UI2007', params, { origin, node: node.id, atKey: true });
    fault({ resolved, ...rest }, node, 'lazy');
    return;
  }
  if (!reservesSpace(node)) teller.tell('UI6203', { node: node.id }, { origin, node: node.id, atKey: true });
}

const sizes = ['minHeight', 'height', 'aspectRatio'];

const reservesSpace = ({ style }: ResolvedElement): boolean => sizes.some((name) => Object.hasOwn(style ?? {}, name));
