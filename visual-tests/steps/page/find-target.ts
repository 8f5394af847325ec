/** What a step wants of a node. */
export interface Sought {
  readonly node: string;
  readonly keys: readonly string[] | null;
  /** `control`: what is typed into or chosen; `handle`: what a person would click; `focus`: what takes the focus. */
  readonly part: 'control' | 'handle' | 'focus' | 'whole';
  /** It only has to be there: what scrolls into view, or opens, may be out of sight. */
  readonly mayBeHidden?: boolean;
}

/** Where it was found, marked for `marked`; or why it cannot be used, as the rest of a sentence. */
export type Found =
  | {
      readonly kind: 'text' | 'value' | 'select' | 'radio' | 'checkboxes' | 'other';
      /** Native name of the control. */
      readonly tag: string;
    }
  | { readonly problem: string };

/** Selector of what was found last. */
export const marked = '[data-studio-step]';

/**
 * Finds what a step means by a node, as a person would: the control of a field, the button of a menu, the only visible
 * one of several. Scrolls it into view, and makes sure that a person could reach it. Runs in the page.
 */
export function findTarget({ node, keys, part, mayBeHidden = false }: Sought): Found {
  const watch = (globalThis as unknown as { readonly __studio: { quietly(change: () => void): void } }).__studio;
  const idOf = (element: Element | null | undefined) =>
    element?.closest('[data-ui-node]')?.getAttribute('data-ui-node') ?? null;
  const keysOf = (element: Element) => element.getAttribute('data-ui-key')?.split(' ') ?? [];
  // As the author writes them.
  const wordsOf = (parts: readonly string[]) =>
    parts
      .map((one) => one.replace(/_([0-9a-f]{4})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16))))
      .join(', ');
  const isOwn = (element: Element) => {
    const id = idOf(element);
    return id === node || id?.startsWith(`${node}--`) === true;
  };
  const isVisible = (element: Element) =>
    element.getClientRects().length > 0 && element.checkVisibility({ visibilityProperty: true });
  const listed = (names: readonly string[]) => {
    const few = names.slice(0, 5).map((name) => `"${name}"`);
    return few.join(', ') + (names.length > few.length ? ' …' : '');
  };

  watch.quietly(() => {
    for (const name of ['data-studio-step', 'data-studio-box']) {
      for (const before of document.querySelectorAll(`[${name}]`)) before.removeAttribute(name);
    }
  });
  const exact = [...document.querySelectorAll(`[data-ui-node="${CSS.escape(node)}"]`)];
  const inside = [...document.querySelectorAll(`[data-ui-node^="${CSS.escape(node)}--"]`)];
  // The instance of a component has no element of its own: the outermost of those inside stand for it.
  const all =
    exact.length > 0 ? exact : inside.filter((one) => !inside.some((other) => other !== one && other.contains(one)));
  if (all.length === 0) return { problem: 'there is no such node on the page now' };
  const chosen = keys === null ? all : all.filter((one) => keysOf(one).join(' ') === keys.join(' '));
  if (keys !== null && chosen.length === 0) {
    const known = [...new Set(all.map((one) => wordsOf(keysOf(one))))];
    const [first = ''] = known;
    return {
      problem:
        first === ''
          ? 'it stands in no loop, so it has no "key"'
          : `there is none with that key; there are ${listed(known)}`,
    };
  }
  const shown = chosen.filter(isVisible);
  const candidates = shown.length > 0 ? shown : chosen;
  if (keys === null && candidates.length > 1 && keysOf(candidates[0]!).length > 0) {
    return {
      problem: `there are ${candidates.length} of it; say which by "key": ${listed(candidates.map((one) => wordsOf(keysOf(one))))}`,
    };
  }
  const root = candidates[0]!;

  const within = (selector: string) =>
    candidates.flatMap((one) => [...(one.matches(selector) ? [one] : []), ...one.querySelectorAll(selector)]);
  const controls = within('input:not([type=hidden]), select, textarea').filter(isOwn);
  const handles = within('a[href], button, summary, input:not([type=hidden]), select, textarea, [tabindex]').filter(
    isOwn,
  );
  const owners = [...new Set(controls.map(idOf))];
  const wantsControl = part === 'control' || (part === 'focus' && controls.length > 0);
  if (part === 'control' && controls.length === 0) {
    const others = within('input:not([type=hidden]), select, textarea');
    const names = [...new Set(others.map((one) => idOf(one) ?? ''))];
    return {
      problem:
        names.length > 0
          ? `it is no field itself; name one inside of it: ${listed(names)}`
          : within('input[type=hidden]').length > 0
            ? 'nobody can see it, so nobody can fill it; give it its value in the fixture\'s "form"'
            : 'it is no field that can be filled',
    };
  }
  if (part === 'control' && owners.length > 1 && !owners.includes(node)) {
    return { problem: `it has several fields; name one of them: ${listed(owners.map(String))}` };
  }
  const own = controls.filter((one) => !owners.includes(node) || idOf(one) === node);
  const checked = own.find((one) => one instanceof HTMLInputElement && one.checked);
  const target = wantsControl
    ? (part === 'focus' && checked) || own[0]!
    : part === 'whole'
      ? root
      : (handles.find((one) => idOf(one) === idOf(root)) ?? handles[0] ?? root);
  // Some controls are drawn by their label.
  const label = target instanceof HTMLInputElement ? (target.labels?.[0] ?? null) : null;
  const seen = isVisible(target) || !label ? target : label;

  const kindOf = (): Extract<Found, { kind: string }>['kind'] => {
    if (target instanceof HTMLSelectElement) return 'select';
    if (target instanceof HTMLTextAreaElement) return 'text';
    if (!(target instanceof HTMLInputElement)) return 'other';
    if (target.type === 'radio') return 'radio';
    if (target.type === 'checkbox') return 'checkboxes';
    return ['date', 'datetime-local', 'time', 'month', 'week', 'range', 'color'].includes(target.type)
      ? 'value'
      : 'text';
  };
  const found: Found = { kind: kindOf(), tag: target.localName };
  const mark = (element: Element) => watch.quietly(() => element.setAttribute('data-studio-step', ''));
  if (mayBeHidden) {
    mark(seen);
    return found;
  }
  if (!isVisible(seen)) {
    const closed = seen.closest('dialog:not([open]), details:not([open]), [popover]:not(:popover-open)');
    return {
      problem: closed
        ? `it cannot be seen, because "${idOf(closed) ?? ''}" is closed; open that first`
        : 'it cannot be seen',
    };
  }
  if (target.matches(':disabled') || target.closest('[aria-disabled="true"]')) {
    return { problem: 'it is disabled, so nobody can use it' };
  }
  if (part === 'control' && (target as HTMLInputElement).readOnly) return { problem: 'it can only be read' };
  seen.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  const coverOf = () => {
    const { left, top, width, height } = seen.getBoundingClientRect();
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    const modal = [...document.querySelectorAll('dialog:modal')].find((dialog) => !dialog.contains(seen));
    if (modal) return modal;
    // The middle of words on several lines is their parent.
    const isAround = hit?.contains(seen) && hit !== document.documentElement && hit !== document.body;
    return hit && (seen.contains(hit) || isAround || hit.closest('label')?.control === target) ? null : (hit ?? seen);
  };
  let cover = coverOf();
  if (cover) {
    // Headers that stick may stand over what has just come into view.
    seen.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
    cover = coverOf();
  }
  if (cover) {
    const over = idOf(cover);
    return {
      problem: `it is covered by ${over ? `"${over}"` : `<${cover.localName}>`}; close that, or move it away first`,
    };
  }
  mark(part === 'focus' ? target : seen);
  return found;
}
