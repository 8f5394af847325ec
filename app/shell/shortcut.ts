type Press = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** Whether a key press is the shortcut, written as in `mod+shift+P`. Signs such as `?` are taken however they are typed. */
export function isPress(shortcut: string, press: Press): boolean {
  const parts = shortcut.split('+');
  const key = parts.at(-1) ?? '';
  const isSign = key.length === 1 && key.toLowerCase() === key.toUpperCase();
  return (
    (press.key.toLowerCase() === key.toLowerCase() || (key.length === 1 && press.code === `Key${key.toUpperCase()}`)) &&
    (press.ctrlKey || press.metaKey) === parts.includes('mod') &&
    press.altKey === parts.includes('alt') &&
    (isSign || press.shiftKey === parts.includes('shift'))
  );
}

/** Shortcuts without a modifier must not steal what someone types. */
export const isTyped = (shortcut: string): boolean => !/^(mod|alt)\+|F\d/.test(shortcut);
