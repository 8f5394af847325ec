/** Keys without a character of their own, as the standard numbers them. */
const codes: Readonly<Record<string, string>> = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  Space: ' ',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Insert: '\uE016',
  Delete: '\uE017',
  Meta: '\uE03D',
  ...Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`F${at + 1}`, String.fromCharCode(0xe031 + at)])),
};

/** The actions of one key with those held meanwhile: `Shift+Tab`. Throws a sentence for a key there is not. */
export function pressActions(key: string): readonly object[] {
  const parts = key === '+' ? ['+'] : key.split(/\+(?=.)/);
  const values = parts.map((part) => {
    const value = codes[part] ?? (Array.from(part).length === 1 ? part : null);
    if (value === null) throw new Error(`There is no key called "${part}".`);
    return value;
  });
  return keyActions([
    ...values.map((value) => ({ type: 'keyDown', value })),
    ...values.toReversed().map((value) => ({ type: 'keyUp', value })),
  ]);
}

/** The actions of a text, character by character. */
export const typeActions = (text: string): readonly object[] =>
  keyActions(
    Array.from(text, (character) => {
      const value = character === '\n' ? codes['Enter'] : character;
      return [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ];
    }).flat(),
  );

/** The pointer at a place of the viewport. */
export const moveActions = (x: number, y: number): readonly object[] => [
  {
    type: 'pointer',
    id: 'mouse',
    parameters: { pointerType: 'mouse' },
    actions: [{ type: 'pointerMove', duration: 0, origin: 'viewport', x: Math.round(x), y: Math.round(y) }],
  },
];

const keyActions = (actions: readonly object[]) => [{ type: 'key', id: 'keyboard', actions }];
