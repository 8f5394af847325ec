/** What a page shows of one node. */
export interface NodeReading {
  /** How many there are of it. */
  readonly count: number;
  /** Words of those that can be seen, in their order; a field's are what it holds. */
  readonly shown: readonly string[];
  /** Keys of those that are there, where it stands in loops. */
  readonly keys: readonly string[];
}

/** What a page shows of a node. Runs in the page. */
export function readNode({
  node,
  keys,
}: {
  readonly node: string;
  readonly keys: readonly string[] | null;
}): NodeReading {
  const exact = [...document.querySelectorAll(`[data-ui-node="${CSS.escape(node)}"]`)];
  const inside = [...document.querySelectorAll(`[data-ui-node^="${CSS.escape(node)}--"]`)];
  const all =
    exact.length > 0 ? exact : inside.filter((one) => !inside.some((other) => other !== one && other.contains(one)));
  const keyOf = (element: Element) => element.getAttribute('data-ui-key') ?? '';
  const chosen = keys === null ? all : all.filter((one) => keyOf(one) === keys.join(' '));
  const isSeen = (element: Element): boolean =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    [...element.getClientRects(), ...[...element.children].flatMap((child) => [...child.getClientRects()])].some(
      ({ width, height }) => width > 0 && height > 0,
    );
  const wordsOf = (element: Element): string => {
    const controls = [
      ...element.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>(
        'input:not([type=hidden]), select, textarea',
      ),
    ];
    const own = controls.filter((one) => one.closest('[data-ui-node]') === element);
    const held = own.flatMap((one) => {
      if (one instanceof HTMLSelectElement) return [...one.selectedOptions].map((option) => option.label);
      if (one.type === 'radio' || one.type === 'checkbox') {
        return (one as HTMLInputElement).checked ? [one.labels?.[0]?.innerText ?? 'on'] : [];
      }
      return [one.value];
    });
    // The button that takes a toast away is no part of what it says.
    const toasts = [...element.querySelectorAll<HTMLElement>('.ui-toast__text')].map((one) => one.innerText);
    const said = toasts.length > 0 ? toasts.join(' ') : (element as HTMLElement).innerText;
    const words = own.length > 0 ? held.join(', ') : said;
    // Marks for the direction of a name in a sentence cannot be seen.
    return words
      .replace(/[\u061c\u200e\u200f\u2066-\u2069]/g, '')
      .replace(/\s+/g, ' ')
      .trim();
  };
  return {
    count: chosen.length,
    shown: chosen.filter(isSeen).map(wordsOf),
    keys: all.map(keyOf).filter((key) => key !== ''),
  };
}

/** A message of a form that can be seen. */
export interface ShownError {
  /** Pointer of the field it stands at; null: at none. */
  readonly at: string | null;
  /** The keyword, where the browser itself says no; null: the message of a server. */
  readonly keyword: string | null;
  readonly message: string;
}

/** Every message of a form that the page shows, and what the browser itself refused to send. Runs in the page. */
export function readErrors(): readonly ShownError[] {
  const { refused } = (globalThis as unknown as { readonly __visitor: { readonly refused: Set<Element> } }).__visitor;
  const isShown = (element: Element) =>
    element.getClientRects().length > 0 && element.checkVisibility({ visibilityProperty: true });
  const nameIn = (field: Element | null) =>
    field?.querySelector<HTMLInputElement>('input[name^="/"], select[name^="/"], textarea[name^="/"]')?.name ?? null;
  const beside = [...document.querySelectorAll('.ui-field__errors > li')]
    .filter(isShown)
    .map((item) => ({ at: nameIn(item.closest('.ui-field')), keyword: null, message: item.textContent?.trim() ?? '' }));
  // What has an input of its own stands beside it, and is only linked from here.
  const summed = [...document.querySelectorAll('.ui-form__errors li')]
    .filter((item) => isShown(item) && !item.querySelector('a'))
    .map((item) => ({ at: null, keyword: null, message: item.textContent?.trim() ?? '' }));
  const native = [...refused].flatMap((element) => {
    const control = element as HTMLInputElement;
    if (!control.isConnected || control.validity.valid || !control.name.startsWith('/')) return [];
    return [{ at: control.name, keyword: keywordOf(control.validity), message: control.validationMessage }];
  });
  return [...beside, ...summed, ...native];

  function keywordOf(validity: ValidityState): string {
    if (validity.valueMissing) return 'required';
    if (validity.badInput) return 'type';
    if (validity.typeMismatch) return 'format';
    if (validity.patternMismatch) return 'pattern';
    if (validity.tooShort) return 'minLength';
    if (validity.tooLong) return 'maxLength';
    if (validity.rangeUnderflow) return 'minimum';
    if (validity.rangeOverflow) return 'maximum';
    return validity.stepMismatch ? 'multipleOf' : 'custom';
  }
}
