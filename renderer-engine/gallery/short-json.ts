import type { Json } from '../document/types.ts';

/** JSON for people: what fits in a line of that many characters stands in one. */
export const shortJson = (value: Json, width = 64): string => lines(value, '', width, 0);

/** `before`: characters that stand before the value in its line. */
function lines(value: Json, indent: string, width: number, before: number): string {
  const flat = flatJson(value);
  if (value === null || typeof value !== 'object' || before + flat.length <= width) return flat;
  const inner = `${indent}  `;
  const items = Array.isArray(value)
    ? value.map((item: Json) => inner + lines(item, inner, width, inner.length))
    : Object.entries(value).map(([key, item]) => {
        const start = `${inner}${JSON.stringify(key)}: `;
        return start + lines(item, inner, width, start.length);
      });
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${items.join(',\n')}\n${indent}${close}`;
}

export function flatJson(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${value.map(flatJson).join(', ')}]`;
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${flatJson(item)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}
