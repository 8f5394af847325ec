/** A key as `webContents.sendInputEvent` takes it. */
export interface SentInput {
  readonly type: string;
  readonly keyCode: string;
  readonly modifiers?: readonly string[];
}

const modifierBits: Readonly<Record<string, number>> = { alt: 1, control: 2, ctrl: 2, meta: 4, cmd: 4, shift: 8 };

/** The same key for the DevTools protocol. Letters and function keys; others are not emulated. */
export function keyEvents({ type, keyCode, modifiers = [] }: SentInput) {
  const letter = /^[A-Z]$/i.test(keyCode);
  const functionKey = /^F(\d{1,2})$/.exec(keyCode);
  if (!letter && !functionKey) throw new Error(`electron double: the key ${keyCode} is not emulated`);
  const bits = modifiers.reduce((sum, name) => sum | (modifierBits[name] ?? 0), 0);
  const shifted = (bits & 8) !== 0;
  return {
    type: type === 'keyUp' ? ('keyUp' as const) : ('rawKeyDown' as const),
    modifiers: bits,
    key: letter ? (shifted ? keyCode.toUpperCase() : keyCode.toLowerCase()) : keyCode,
    code: letter ? `Key${keyCode.toUpperCase()}` : keyCode,
    windowsVirtualKeyCode: letter ? keyCode.toUpperCase().charCodeAt(0) : 111 + Number(functionKey?.[1]),
  };
}
