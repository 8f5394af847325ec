import type { Json, JsonObject } from '../document/types.ts';
import { colorText } from './color.ts';
import { familyText, plainNumber } from './css-text.ts';
import { isObject } from './token-tree.ts';

/** Text of a nested alias, or null when the value is none (or the alias is broken, which is reported elsewhere). */
export type Follow = (value: Json | undefined, type: string) => string | null;

/** CSS for a token value; null when the value does not fit the type. Every part is parsed and written anew. */
export function valueText(value: Json, type: string, follow: Follow): string | null {
  return Object.hasOwn(writers, type) ? writers[type as TokenType](value, follow) : null;
}

type Writer = (value: Json, follow: Follow) => string | null;

const writers: Readonly<Record<TokenType, Writer>> = {
  color: colorText,
  dimension: (value) => (isObject(value) ? withUnit(value, ['px', 'rem']) : null),
  duration: (value) => (isObject(value) ? withUnit(value, ['ms', 's']) : null),
  number: (value) => (typeof value === 'number' ? plainNumber(value) : null),
  fontFamily: (value) => familyText(value),
  fontWeight: (value) => weightText(value),
  cubicBezier: (value, follow) => {
    const parts = Array.isArray(value) ? value.map((part) => partText(part, 'number', follow)) : [];
    return parts.length === 4 && parts.every(isText) ? `cubic-bezier(${parts.join(',')})` : null;
  },
  strokeStyle: (value) => {
    if (typeof value === 'string') return lineStyles.includes(value) ? value : null;
    // CSS cannot set the lengths of dashes.
    return isObject(value) && Array.isArray(value['dashArray']) ? 'dashed' : null;
  },
  border: (value, follow) => fields(value, follow, { width: 'dimension', style: 'strokeStyle', color: 'color' }),
  transition: (value, follow) =>
    fields(value, follow, { duration: 'duration', timingFunction: 'cubicBezier', delay: 'duration' }),
  shadow: (value, follow) => {
    const layers = (Array.isArray(value) ? value : [value]) as readonly Json[];
    const texts = layers.map((layer) => follow(layer, 'shadow') ?? shadowLayer(layer, follow));
    return texts.length > 0 && texts.every(isText) ? texts.join(',') : texts.length === 0 ? 'none' : null;
  },
  gradient: (value, follow) => {
    const stops = Array.isArray(value) ? value.map((stop) => gradientStop(stop, follow)) : [];
    return stops.length > 0 && stops.every(isText) ? `linear-gradient(${stops.join(',')})` : null;
  },
  typography: (value, follow) => {
    if (!isObject(value)) return null;
    const weight = partText(value['fontWeight'] ?? 400, 'fontWeight', follow);
    const size = partText(value['fontSize'], 'dimension', follow);
    const line = partText(value['lineHeight'] ?? 1.5, 'number', follow);
    const family = partText(value['fontFamily'], 'fontFamily', follow);
    return weight && size && line && family ? `${weight} ${size}/${line} ${family}` : null;
  },
};

type TokenType =
  | 'color'
  | 'dimension'
  | 'duration'
  | 'number'
  | 'fontFamily'
  | 'fontWeight'
  | 'cubicBezier'
  | 'strokeStyle'
  | 'border'
  | 'transition'
  | 'shadow'
  | 'gradient'
  | 'typography';

/** The types of DTCG 2025.10. */
export const tokenTypes = Object.keys(writers);

const lineStyles = ['solid', 'dashed', 'dotted', 'double', 'groove', 'ridge', 'outset', 'inset'];

const partText = (value: Json | undefined, type: TokenType, follow: Follow): string | null =>
  value === undefined ? null : (follow(value, type) ?? writers[type](value, follow));

function fields(value: Json, follow: Follow, types: Readonly<Record<string, TokenType>>): string | null {
  if (!isObject(value)) return null;
  const texts = Object.entries(types).map(([name, type]) => partText(value[name], type, follow));
  return texts.every(isText) ? texts.join(' ') : null;
}

function shadowLayer(value: Json, follow: Follow): string | null {
  if (!isObject(value)) return null;
  const zero = { value: 0, unit: 'px' };
  const lengths = ['offsetX', 'offsetY', 'blur', 'spread'].map((name) =>
    partText(value[name] ?? (name === 'spread' ? zero : undefined), 'dimension', follow),
  );
  const color = partText(value['color'], 'color', follow);
  if (!lengths.every(isText) || !color) return null;
  return `${value['inset'] === true ? 'inset ' : ''}${lengths.join(' ')} ${color}`;
}

function gradientStop(value: Json, follow: Follow): string | null {
  if (!isObject(value)) return null;
  const color = partText(value['color'], 'color', follow);
  const at = partText(value['position'], 'number', follow);
  const position = at === null ? null : `${plainNumber(Math.min(1, Math.max(0, Number(at))) * 100)}%`;
  return color && position ? `${color} ${position}` : null;
}

function withUnit({ value, unit }: JsonObject, units: readonly string[]): string | null {
  if (typeof value !== 'number' || typeof unit !== 'string' || !units.includes(unit)) return null;
  const text = plainNumber(value);
  return text === null ? null : `${text}${unit}`;
}

const weightNames: Readonly<Record<string, number>> = {
  thin: 100,
  hairline: 100,
  'extra-light': 200,
  'ultra-light': 200,
  light: 300,
  normal: 400,
  regular: 400,
  book: 400,
  medium: 500,
  'semi-bold': 600,
  'demi-bold': 600,
  bold: 700,
  'extra-bold': 800,
  'ultra-bold': 800,
  black: 900,
  heavy: 900,
  'extra-black': 950,
  'ultra-black': 950,
};

function weightText(value: Json): string | null {
  const weight = typeof value === 'string' && Object.hasOwn(weightNames, value) ? weightNames[value] : value;
  return typeof weight === 'number' && weight >= 1 && weight <= 1000 ? plainNumber(weight) : null;
}

const isText = (text: string | null): text is string => text !== null;
