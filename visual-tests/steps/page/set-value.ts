import type { Json } from '#engine';

/** Puts a value into the control that was found: what cannot be typed alike in all browsers. Gives a phrase or null. */
export function setValue(value: Json): string | null {
  const control = document.querySelector('[data-studio-step]');
  const tell = () => {
    for (const name of ['input', 'change']) control?.dispatchEvent(new Event(name, { bubbles: true }));
  };
  const listed = (names: readonly string[]) =>
    names
      .slice(0, 8)
      .map((name) => `"${name}"`)
      .join(', ');
  if (control instanceof HTMLSelectElement) {
    const wanted = (Array.isArray(value) ? value : [value]).map((one) => (one === null ? '' : String(one)));
    if (wanted.length > 1 && !control.multiple) return 'only one of its options can be chosen';
    const options = [...control.options];
    const chosen = wanted.map(
      (one) => options.find((option) => option.value === one) ?? options.find((option) => option.label.trim() === one),
    );
    const missing = wanted.find((_, at) => !chosen[at]);
    if (missing !== undefined) {
      return `it has no option "${missing}"; it has ${listed(options.map((option) => option.value))}`;
    }
    const disabled = chosen.find((option) => option?.disabled);
    if (disabled) return `its option "${disabled.value}" is disabled`;
    for (const option of options) option.selected = chosen.includes(option);
    tell();
    return null;
  }
  if (!(control instanceof HTMLInputElement)) return 'it is no field that can be filled';
  const text = value === null ? '' : String(value);
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(control, text);
  if (control.value !== text) return `it takes no "${text}"; write it as in "${example(control.type)}"`;
  tell();
  return null;

  function example(type: string): string {
    const examples: Readonly<Record<string, string>> = {
      date: '2026-03-02',
      'datetime-local': '2026-03-02T09:30',
      time: '09:30',
      month: '2026-03',
      week: '2026-W10',
      color: '#1a2b3c',
    };
    return examples[type] ?? '1';
  }
}

/** Readies a text field for typing: it has the focus, and all it holds is selected. Whether there is anything. */
export function selectText(): boolean {
  const control = document.querySelector('[data-studio-step]') as HTMLInputElement | HTMLTextAreaElement;
  control.focus({ preventScroll: true });
  control.select();
  return control.value !== '';
}

/** What a field holds after it was filled; the focus leaves it, so that what listens for changes hears of it. */
export function leaveField(): string | null {
  const control = document.querySelector('[data-studio-step]') as HTMLInputElement | HTMLTextAreaElement | null;
  if (!control) return null;
  const { value } = control;
  const isBad = control.validity.badInput;
  control.blur();
  return isBad ? '' : value;
}

/**
 * Which boxes or buttons of a group have to be clicked, so that those of these values are on and no others; a phrase
 * where there is no such one. They are marked with their place among them.
 */
export function boxesToClick({ node, value }: { readonly node: string; readonly value: Json }): number | string {
  const watch = (globalThis as unknown as { readonly __studio: { quietly(change: () => void): void } }).__studio;
  const first = document.querySelector('[data-studio-step]')!;
  const control = first instanceof HTMLLabelElement ? first.control : first;
  if (!(control instanceof HTMLInputElement)) return 'it is no field that can be filled';
  const scope = control.form ?? document;
  const group =
    control.name === ''
      ? [control]
      : [...scope.querySelectorAll<HTMLInputElement>(`input[type="${control.type}"]`)].filter(
          (one) => one.name === control.name && (control.form === null || one.form === control.form),
        );
  const wordsOf = (one: HTMLInputElement) => one.labels?.[0]?.textContent?.trim() ?? '';
  const isOnOff = typeof value === 'boolean' && group.length === 1 && control.type === 'checkbox';
  const wanted = isOnOff ? (value ? [control.value] : []) : (Array.isArray(value) ? value : [value]).map(String);
  const chosen = wanted.map(
    (one) => group.find((box) => box.value === one) ?? group.find((box) => wordsOf(box) === one),
  );
  const missing = wanted.find((_, at) => !chosen[at]);
  if (missing !== undefined) {
    return `it has no choice "${missing}"; it has ${group.map((one) => `"${one.value}"`).join(', ')}`;
  }
  if (control.type === 'radio' && chosen.length !== 1) return 'exactly one of its choices can be chosen';
  const toClick = group.filter((one) =>
    control.type === 'radio' ? chosen.includes(one) && !one.checked : one.checked !== chosen.includes(one),
  );
  const disabled = toClick.find((one) => one.disabled);
  if (disabled) return `its choice "${disabled.value}" is disabled (${node})`;
  watch.quietly(() => {
    for (const [at, box] of toClick.entries()) {
      const isDrawn = box.getClientRects().length > 0;
      (isDrawn ? box : (box.labels?.[0] ?? box)).setAttribute('data-studio-box', String(at));
    }
  });
  return toClick.length;
}
