import { type Color, clampRgb, converter, wcagContrast } from 'culori';
import type { Json } from '../document/types.ts';
import { plainNumber } from './css-text.ts';
import { isObject } from './token-tree.ts';

/** DTCG color space → how CSS writes it, and its name and channels in culori. */
const spaces: Readonly<
  Record<
    string,
    { readonly css: 'hex' | 'function' | 'color' | 'percent'; readonly mode: string; readonly channels: string }
  >
> = {
  srgb: { css: 'hex', mode: 'rgb', channels: 'rgb' },
  'srgb-linear': { css: 'color', mode: 'lrgb', channels: 'rgb' },
  'display-p3': { css: 'color', mode: 'p3', channels: 'rgb' },
  'a98-rgb': { css: 'color', mode: 'a98', channels: 'rgb' },
  'prophoto-rgb': { css: 'color', mode: 'prophoto', channels: 'rgb' },
  rec2020: { css: 'color', mode: 'rec2020', channels: 'rgb' },
  'xyz-d65': { css: 'color', mode: 'xyz65', channels: 'xyz' },
  'xyz-d50': { css: 'color', mode: 'xyz50', channels: 'xyz' },
  hsl: { css: 'percent', mode: 'hsl', channels: 'hsl' },
  hwb: { css: 'percent', mode: 'hwb', channels: 'hwb' },
  lab: { css: 'function', mode: 'lab', channels: 'lab' },
  lch: { css: 'function', mode: 'lch', channels: 'lch' },
  oklab: { css: 'function', mode: 'oklab', channels: 'lab' },
  oklch: { css: 'function', mode: 'oklch', channels: 'lch' },
};

interface ColorValue {
  readonly space: string;
  readonly components: readonly (number | 'none')[];
  readonly alpha: number;
}

/** CSS of a DTCG color; null when it is none. */
export function colorText(value: Json): string | null {
  const color = read(value);
  if (!color) return null;
  const { space, components, alpha } = color;
  const { css } = spaces[space]!;
  if (css === 'hex' && components.every((part) => typeof part === 'number' && part >= 0 && part <= 1))
    return hex([...(components as number[]), ...(alpha < 1 ? [alpha] : [])]);
  const texts = components.map((part, at) => {
    const text = part === 'none' ? part : plainNumber(part);
    return css === 'percent' && at > 0 && part !== 'none' ? `${text}%` : text;
  });
  const tail = alpha < 1 ? ` / ${plainNumber(alpha)}` : '';
  return css === 'color' || css === 'hex'
    ? `color(${space} ${texts.join(' ')}${tail})`
    : `${space}(${texts.join(' ')}${tail})`;
}

/** WCAG contrast of two DTCG colors, a see-through foreground laid over the background; null when one is none. */
export function contrastOf(foreground: Json, background: Json): number | null {
  const [front, back] = [toRgb(foreground), toRgb(background)];
  if (!front || !back) return null;
  const alpha = front.alpha ?? 1;
  const over = (a: number, b: number) => a * alpha + b * (1 - alpha);
  return wcagContrast(
    { mode: 'rgb', r: over(front.r, back.r), g: over(front.g, back.g), b: over(front.b, back.b) },
    { mode: 'rgb', r: back.r, g: back.g, b: back.b },
  );
}

const rgb = converter('rgb');

function toRgb(value: Json) {
  const color = read(value);
  if (!color) return null;
  const { mode, channels, css } = spaces[color.space]!;
  const parts = color.components.map((part, at) =>
    part === 'none' ? 0 : css === 'percent' && at > 0 ? part / 100 : part,
  );
  const named = Object.fromEntries([...channels].map((name, at) => [name, parts[at] ?? 0]));
  return clampRgb(rgb({ mode, alpha: color.alpha, ...named } as unknown as Color));
}

function read(value: Json): ColorValue | null {
  if (typeof value === 'string') return fromHex(value);
  if (!isObject(value)) return null;
  const { colorSpace: space, components, alpha = 1 } = value;
  if (typeof space !== 'string' || !Object.hasOwn(spaces, space) || !Array.isArray(components)) return null;
  const isPart = (part: Json) => part === 'none' || (typeof part === 'number' && Number.isFinite(part));
  if (components.length !== 3 || !components.every(isPart)) return null;
  if (typeof alpha !== 'number' || !(alpha >= 0 && alpha <= 1)) return null;
  return { space, components: components as (number | 'none')[], alpha };
}

/** The notation of older drafts, which design tools still export. */
function fromHex(text: string): ColorValue | null {
  if (!/^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(text)) return null;
  const digits =
    text.length < 6 ? [...text.slice(1)].map((digit) => digit + digit) : (text.slice(1).match(/../g) ?? []);
  const [r = 0, g = 0, b = 0, alpha = 1] = digits.map((pair) => Number.parseInt(pair, 16) / 255);
  return { space: 'srgb', components: [r, g, b], alpha };
}

const hex = (parts: readonly number[]): string =>
  `#${parts
    .map((part) =>
      Math.round(part * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
