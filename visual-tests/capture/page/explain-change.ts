import type { UnstableCause } from '../../types/shot.ts';
import type { Watch } from './freeze.ts';

/** Places of the page that did not stand still, in CSS pixels. */
export type Places = readonly (readonly [x: number, y: number])[];

/**
 * What makes the page change at some places: the element, and what is known to move it. The first place with proof
 * decides; without any, the element at the first place, and what runs at all. Sent as source.
 */
export function explainChange(places: Places): UnstableCause {
  const watch = (globalThis as unknown as { readonly __studio: Watch }).__studio;
  const kindOf = (by: string): UnstableCause['kind'] => {
    if (by.startsWith('set')) return 'timer';
    return by === 'requestAnimationFrame' ? 'frames' : by === 'fetch' ? 'network' : 'script';
  };
  const nameOf = (element: Element) => {
    const name = element.id ? `#${element.id}` : [...element.classList].map((part) => `.${part}`).join('');
    return `<${element.localName}>${name && ` (${name})`}`;
  };
  const cause = (kind: UnstableCause['kind'], element: Element, by: string | null): UnstableCause => ({
    kind,
    node: element.closest('[data-ui-node]')?.getAttribute('data-ui-node') ?? null,
    what: nameOf(element),
    by,
  });
  const elementsAt = ([x, y]: Places[number]): Element[] => {
    scrollTo(0, Math.max(0, y - innerHeight / 2));
    const found = document.elementsFromPoint(x - scrollX, y - scrollY);
    scrollTo(0, 0);
    return found.filter((element) => !element.closest('[data-studio]'));
  };
  const busiest = [...watch.loops].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
  const changes = [...watch.changes].reverse();
  const isSmall = (element: Element) => element !== document.body && element !== document.documentElement;

  const proofFor = (element: Element): UnstableCause | null => {
    const animation = document.getAnimations().find(({ effect, playState }) => {
      const target = effect instanceof KeyframeEffect ? effect.target : null;
      return playState === 'running' && target !== null && (target.contains(element) || element.contains(target));
    });
    if (animation) {
      const { target } = animation.effect as KeyframeEffect;
      const name = 'animationName' in animation ? String(animation.animationName) : animation.id || 'Element.animate';
      return cause('animation', target!, name);
    }
    const vector = element.closest('svg');
    if (vector?.querySelector('animate, animateTransform, animateMotion, set') && !vector.animationsPaused())
      return cause('animation', vector, 'SVG');
    if (element instanceof HTMLCanvasElement) return cause('canvas', element, busiest);
    if (element instanceof HTMLVideoElement) return cause('video', element, null);
    if (element instanceof HTMLIFrameElement) return cause('frame', element, null);
    const change = changes.find(
      ({ element: changed }) => element === changed || (element.contains(changed) && isSmall(element)),
    );
    if (change) return cause(kindOf(change.by), change.element, change.by);
    if (element instanceof HTMLImageElement) return cause('image', element, null);
    const isField = element.matches('input, textarea, [contenteditable]');
    return isField && element === document.activeElement ? cause('caret', element, null) : null;
  };

  /** The node nearest to a place: what was there has moved on. */
  const nodesNear = ([x, y]: Places[number]): Element[] => {
    const distance = (element: Element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const beyond = (from: number, to: number, at: number) => Math.max(from - at, 0, at - to);
      return beyond(left + scrollX, right + scrollX, x) + beyond(top + scrollY, bottom + scrollY, y);
    };
    const nodes = [...document.querySelectorAll('body [data-ui-node]')];
    return nodes.sort((a, b) => distance(a) - distance(b)).slice(0, 1);
  };
  const stacks = places.map(elementsAt);
  for (const stack of stacks) {
    for (const element of stack.filter(isSmall)) {
      const proof = proofFor(element);
      if (proof) return proof;
    }
  }
  // What moves something else: a rule or a variable set on the page, a list that pushes others down.
  const around = stacks.flatMap((stack) => stack.filter(isSmall).slice(0, 1));
  if (around.length === 0) around.push(...nodesNear(places[0] ?? [0, 0]));
  const distant = changes.find(({ element: changed }) => around.some((element) => changed.contains(element)));
  if (distant) return { ...cause(kindOf(distant.by), around[0] ?? distant.element, distant.by) };
  const [last] = changes;
  if (last) return cause(kindOf(last.by), last.element, last.by);
  const element = around[0] ?? document.body;
  return busiest ? cause(kindOf(busiest), element, busiest) : cause('unknown', element, null);
}

/** The same for a page whose height or width keeps changing. Sent as source. */
export function explainSize(): UnstableCause {
  const watch = (globalThis as unknown as { readonly __studio: Watch }).__studio;
  const last = watch.changes.at(-1);
  const element = last?.element ?? document.body;
  const name = element.id ? `#${element.id}` : [...element.classList].map((part) => `.${part}`).join('');
  return {
    kind: 'size',
    node: element.closest('[data-ui-node]')?.getAttribute('data-ui-node') ?? null,
    what: `<${element.localName}>${name && ` (${name})`}`,
    by: last?.by ?? [...watch.loops.keys()][0] ?? null,
  };
}
