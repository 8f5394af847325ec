import type { NameRule } from '../names.ts';
import type { Json } from '../types.ts';

/**
 * What a part of a document may look like. The tables of this folder are the one source of the language's structure:
 * the parser checks documents against them, and the JSON Schemas for editors and docs are made from them.
 */
export type Shape =
  | {
      readonly kind: 'text';
      readonly name?: NameRule;
      readonly values?: readonly string[];
      /** What the text gives a name to, or names. */
      readonly declares?: Named;
      readonly uses?: Named;
    }
  | { readonly kind: 'number'; readonly least?: number; readonly whole?: boolean; readonly values?: readonly number[] }
  | { readonly kind: 'flag' }
  | { readonly kind: 'null' }
  | { readonly kind: 'any' }
  /** A JSON Schema written by the author. */
  | { readonly kind: 'schema'; readonly conditions?: boolean }
  | { readonly kind: 'list'; readonly items: Shape | (() => Shape) }
  | {
      readonly kind: 'map';
      readonly names: NameRule;
      readonly values: Shape | (() => Shape);
      /** What its keys give names to, or name. */
      readonly declares?: Named;
      readonly uses?: Named;
    }
  | ObjectShape
  /** An object whose other keys depend on the text under `tag`. */
  | {
      readonly kind: 'tagged';
      readonly tag: string;
      readonly title: string;
      readonly cases: Readonly<Record<string, ObjectShape>>;
    }
  /** One of several shapes, told apart by their JSON type. */
  | { readonly kind: 'either'; readonly shapes: readonly Shape[] };

/** Things with names that other parts of a document, or other documents, speak of. */
export type Named =
  | 'action'
  | 'alias'
  | 'call'
  | 'check'
  | 'component'
  | 'data'
  | 'document'
  | 'event'
  | 'fixture'
  | 'form'
  | 'local'
  | 'message'
  | 'node'
  | 'nodes'
  | 'param'
  | 'prop'
  | 'slot'
  | 'source'
  | 'style'
  | 'type';

export interface ObjectShape {
  readonly kind: 'object';
  /** As in "A node has no key …". */
  readonly title: string;
  readonly keys: Readonly<Record<string, KeyShape>>;
  /** A missing id is told with a suggestion. */
  readonly identified?: boolean;
  /** May be `{ "$ref": … }` with any of its keys beside it; then only the id is required. */
  readonly referable?: boolean;
  /** Counts against the node limits. */
  readonly isNode?: boolean;
  /** Other keys are kept as they are. */
  readonly open?: boolean;
}

export interface KeyShape {
  readonly shape: Shape | (() => Shape);
  /** One sentence for hovers and docs. */
  readonly about: string;
  readonly required?: boolean;
  /** What it introduces is used by the rest, so that without it the whole object is dropped. */
  readonly vital?: boolean;
  /** Taken when a required value is missing or wrong, so that the rest can still be shown. */
  readonly fallback?: Json;
}

export const text = (name?: NameRule): Shape => (name ? { kind: 'text', name } : { kind: 'text' });
export const choice = (...values: readonly string[]): Shape => ({ kind: 'text', values });
export const flag: Shape = { kind: 'flag' };
export const nothing: Shape = { kind: 'null' };
export const any: Shape = { kind: 'any' };
export const schema: Shape = { kind: 'schema' };
/** With what judges a value by its other parts: for forms, and what they may refer to (language.md 2.3). */
export const conditionalSchema: Shape = { kind: 'schema', conditions: true };
export const anyNumber: Shape = { kind: 'number' };
export const count: Shape = { kind: 'number', least: 0, whole: true };
export const list = (items: Shape | (() => Shape)): Shape => ({ kind: 'list', items });
export const map = (names: NameRule, values: Shape | (() => Shape)): Shape => ({ kind: 'map', names, values });
export const either = (...shapes: readonly Shape[]): Shape => ({ kind: 'either', shapes });

/** An object with exactly these keys. */
export const object = (
  title: string,
  keys: Readonly<Record<string, KeyShape>>,
  more: Pick<ObjectShape, 'identified' | 'referable' | 'isNode' | 'open'> = {},
): ObjectShape => ({ kind: 'object', title, keys, ...more });

/** An object that takes any keys. */
export const openObject: Shape = object('An object', {}, { open: true });

export const optional = (shape: Shape | (() => Shape), about: string): KeyShape => ({ shape, about });
export const required = (shape: Shape | (() => Shape), about: string): KeyShape => ({ shape, about, required: true });

type Naming = Extract<Shape, { kind: 'text' | 'map' }>;

/** The text, or each key of the map, gives a name to something. */
export const declaring = (named: Named, shape: Shape): Shape => ({ ...(shape as Naming), declares: named });
/** The text, or each key of the map, names something. */
export const naming = (named: Named, shape: Shape): Shape => ({ ...(shape as Naming), uses: named });

/** Follows a lazy shape. */
export const shapeOf = (shape: Shape | (() => Shape)): Shape => (typeof shape === 'function' ? shape() : shape);
