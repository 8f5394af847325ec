import type { Json, JsonObject, JsonSchema } from '../document/types.ts';
import type { Input, PropContext, PropDefinition } from './component.ts';

/** A prop that remembers what `emit` gets: `T` once evaluated, certainly constant when it is a shape prop. */
export interface Prop<T extends Json = Json, Shape extends boolean = boolean> extends PropDefinition {
  readonly shape: Shape;
  /** Exists in types only. */
  readonly value?: T;
}

/** Props of `emit` by the definitions of a component. */
export type Emitted<P extends Readonly<Record<string, Prop>>> = {
  readonly [K in keyof P]: P[K] extends Prop<infer T, true>
    ? { readonly constant: true; readonly value: T | null }
    : P[K] extends Prop<infer T>
      ? Input<T | null>
      : Input;
};

interface Options {
  /** For the property panel, hover and docs. */
  readonly about?: string;
  readonly required?: boolean;
  /** May be a map `{ base, md, … }`. */
  readonly responsive?: boolean;
  /** A list written in place is laid out entry by entry. */
  readonly entries?: boolean;
  /** Of a list: entries at most. */
  readonly most?: number;
  readonly scope?: Readonly<Record<string, readonly string[]>>;
  /** Editor hints: `control`, `group`, `order`, `advanced`, `placeholder`. */
  readonly editor?: JsonObject;
}

/** Builders for the props of built-in components: each gives JSON Schema with `x-ui`, and the type that `emit` sees. */
export const prop = {
  /** Words for people. */
  text: (options: Options = {}) =>
    make<string, false>({ type: 'string' }, options, { context: 'text', hints: { translatable: true } }),

  /** Text for machines: an identifier, a format. */
  name: (context: PropContext, options: Options = {}) => make<string, false>({ type: 'string' }, options, { context }),

  /** As `name`, known when the document is compiled. */
  fixedName: (context: PropContext, options: Options = {}) =>
    make<string, true>({ type: 'string' }, options, { context, shape: true }),

  /** A style-only enum: its default and its looks are the theme's. */
  axis: <const V extends string>(values: readonly V[], options: Options = {}) =>
    make<V, false>({ enum: values }, options, { axis: true, hints: { control: 'segmented', group: 'Appearance' } }),

  flag: (options: Options = {}) => make<boolean, false>({ type: 'boolean' }, options),

  choice: <const V extends Json>(values: readonly V[], options: Options = {}) =>
    make<V, false>({ enum: values }, options, { hints: { control: 'select' } }),

  /** A choice that decides which markup is written. */
  shape: <const V extends Json>(values: readonly V[], options: Options = {}) =>
    make<V, true>({ enum: values }, options, { shape: true, hints: { control: 'select' } }),

  integer: (minimum: number, maximum: number, options: Options = {}) =>
    make<number, false>({ type: 'integer', minimum, maximum }, options),

  /** A finite number or the text of one, as with `step: 'any'`. */
  number: (options: Options = {}) => make<number, false>({ type: 'number' }, options),

  /** Web address, `asset:path`, or with `theme: true` a picture of the theme. */
  url: (options: Options = {}) => make<string, false>({ type: 'string', minLength: 1 }, options, { context: 'url' }),

  /** Where a link leads: a page of the release by id, or an address. */
  to: (options: Options = {}) => make<Json, false>(linkSchema, options, { context: 'page' }),

  icon: (names: readonly string[], options: Options = {}) =>
    make<string, false>({ enum: names }, options, { context: 'icon', hints: { control: 'icon' } }),

  /** A space token `{space.4}`; with `responsive` also a map. Constant. */
  space: (options: Options = {}) =>
    make<Json, false>(
      { type: 'string', pattern: '^\\{[A-Za-z0-9][A-Za-z0-9.-]*\\}$' },
      { ...options, responsive: true },
      { context: 'token', hints: { control: 'token', group: 'Appearance' } },
    ),

  /** A length in `rem px % ch`. Constant. */
  length: (options: Options = {}) =>
    make<string, false>({ type: 'string', pattern: '^[0-9]+(\\.[0-9]+)?(rem|px|%|ch)$' }, options, {
      context: 'css-length',
    }),

  /** Text, a number, or true or false. */
  scalar: (options: Options = {}) => make<Json, false>({ type: ['string', 'number', 'boolean'] }, options),

  /** A value of one of several forms. */
  oneOf: (forms: readonly JsonObject[], options: Options = {}) => make<Json, false>({ anyOf: forms }, options),

  list: (items: JsonSchema = true, options: Options = {}) =>
    make<readonly Json[], false>({ type: 'array', items }, options),

  /** Names → values. */
  map: (options: Options = {}) => make<JsonObject, false>({ type: 'object' }, options),

  /** A list whose length and keys decide the markup. */
  shapeList: <T extends JsonObject = JsonObject>(items: JsonSchema, options: Options = {}) =>
    make<readonly T[], true>(
      { type: 'array', items, minItems: 1, ...(options.most === undefined ? {} : { maxItems: options.most }) },
      options,
      { shape: true },
    ),
} as const;

export const linkSchema: Exclude<JsonSchema, boolean> = {
  anyOf: [
    { type: 'string', minLength: 1 },
    {
      type: 'object',
      required: ['page'],
      additionalProperties: false,
      properties: { page: { type: 'string' }, params: { type: 'object' }, hash: { type: 'string' } },
    },
  ],
};

interface Traits {
  readonly context?: PropContext;
  readonly axis?: boolean;
  readonly shape?: boolean;
  readonly hints?: JsonObject;
}

function make<T extends Json, Shape extends boolean>(
  schema: Exclude<JsonSchema, boolean>,
  { about, required = false, responsive = false, entries = false, scope, editor }: Options,
  { context = 'text', axis = false, shape = false, hints = {} }: Traits = {},
): Prop<T, Shape> {
  const ui: JsonObject = {
    ...hints,
    ...editor,
    ...(context === 'text' ? {} : { context }),
    ...(axis ? { axis } : {}),
    ...(shape ? { dynamic: false } : {}),
    ...(responsive ? { responsive } : {}),
    ...(scope ? { scope: scope as JsonObject } : {}),
  };
  return {
    schema: {
      ...(responsive ? responsiveSchema(schema) : schema),
      ...(about ? { description: about } : {}),
      ...(Object.keys(ui).length > 0 ? { 'x-ui': ui } : {}),
    },
    required,
    shape: shape as Shape,
    axis,
    responsive,
    entries,
    context,
    ...(scope ? { scope } : {}),
  };
}

const sizes = ['sm', 'md', 'lg', 'xl'];
const steps = ['base', ...sizes, ...sizes.map((size) => `@${size}`)];

function responsiveSchema(value: JsonSchema): Exclude<JsonSchema, boolean> {
  const properties = Object.fromEntries(steps.map((step) => [step, value]));
  return { anyOf: [value, { type: 'object', minProperties: 1, additionalProperties: false, properties }] };
}
