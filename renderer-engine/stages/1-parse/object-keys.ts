import type { Fix } from '../../diagnostics/diagnostic.ts';
import { nearestName } from '../../diagnostics/nearest-name.ts';
import { step } from '../../document/pointer.ts';
import type { KeyShape, ObjectShape } from '../../document/shapes/shape.ts';
import type { Json } from '../../document/types.ts';
import { short } from './json-words.ts';
import { edit, isFull, tell, type Walk } from './structure-walk.ts';

/** Tells that a required key is not there, with a suggestion for what it could be. */
export function missingKey(
  value: Readonly<Record<string, Json>>,
  key: string,
  known: KeyShape,
  shape: ObjectShape,
  pointer: string,
  walk: Walk,
): void {
  const at = step(pointer, key);
  const add = (content: Json): Fix => ({ title: `Add "${key}"`, safe: false, edits: [edit('add', at, content)] });
  if (key === 'id' && shape.identified) {
    const suggestion = `${kebab(typeof value['type'] === 'string' ? value['type'] : lastWord(shape.title))}-1`;
    tell('UI2002', { what: shape.title, suggestion }, { pointer, atStart: true }, walk, { fixes: [add(suggestion)] });
  } else {
    const fixes = known.fallback !== undefined && known.fallback !== '' ? [add(known.fallback)] : [];
    tell('UI2016', { key, where: shape.title }, { pointer, atStart: true }, walk, { fixes });
  }
}

/** Tells that a key means nothing here, with the name the author may have meant. */
export function unknownKey(
  value: Readonly<Record<string, Json>>,
  key: string,
  shape: ObjectShape,
  pointer: string,
  walk: Walk,
): undefined {
  if (isFull(walk)) return undefined;
  const free = Object.keys(shape.keys).filter((name) => !Object.hasOwn(value, name));
  const nearest = nearestName(key, free);
  const at = step(pointer, key);
  const rename: Fix = {
    title: `Rename to "${nearest}"`,
    safe: false,
    edits: [{ op: 'move', from: at, path: step(pointer, nearest ?? '') }],
  };
  const remove: Fix = { title: `Remove "${short(key)}"`, safe: false, edits: [{ op: 'remove', path: at }] };
  const fixes = nearest ? [rename, remove] : [remove];
  const params = { key: short(key), where: shape.title, nearest };
  return tell('UI2001', params, { pointer: at, atKey: true }, walk, { fixes });
}

const lastWord = (title: string): string => title.split(' ').at(-1) ?? 'node';
const kebab = (type: string): string =>
  type
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase()
    .replace(/^[^a-z]+|-+$/g, '') || 'node';
