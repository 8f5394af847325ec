/** Keys as written in shortcuts (`mod+shift+P`), as this system writes them. */
export function Keys({ keys }: { readonly keys: string }) {
  return (
    <span className="keys">
      {keyNames(keys, isMac()).map((name) => (
        <kbd key={name}>{name}</kbd>
      ))}
    </span>
  );
}

const mac: Readonly<Record<string, string>> = { mod: '⌘', shift: '⇧', alt: '⌥' };
const others: Readonly<Record<string, string>> = { mod: 'Ctrl', shift: 'Shift', alt: 'Alt' };

/** `mod+shift+P` → `['Ctrl', 'Shift', 'P']`. */
export const keyNames = (keys: string, onMac: boolean): readonly string[] =>
  keys.split('+').map((key) => (onMac ? mac : others)[key] ?? key);

export const isMac = (): boolean => navigator.userAgent.includes('Mac');
