import { anyType, nullable, textType, union, withoutNull } from '../types.ts';
import { isList } from '../values.ts';
import { always, defineFunction } from './define.ts';

/** What fits no other group. `t` is not here: it needs the document it was written in, see `lower.ts`. */
export const otherFunctions = {
  coalesce: defineFunction({
    signature: 'coalesce(a, b, …)',
    summary: 'The first value that is not null.',
    takes: ['any'],
    variadic: true,
    gives: (args) => {
      const values = union(...args.map(withoutNull));
      return args.every((arg) => arg.any || arg.null) ? nullable(values) : values;
    },
    run: (_, ...values) => values.find((value) => value !== null) ?? null,
  }),
  type: defineFunction({
    signature: 'type(x)',
    summary: "The kind of a value: 'null', 'boolean', 'number', 'string', 'list' or 'map'.",
    takes: ['any'],
    gives: always({ text: ['null', 'boolean', 'number', 'string', 'list', 'map'] }),
    run: (_, x) => (x === null ? 'null' : isList(x) ? 'list' : typeof x === 'object' ? 'map' : typeof x),
  }),
};

/** Type and words of `t`, for checker, completion and documentation. */
export const messageFunction = {
  signature: "t('key', { … }?)",
  summary: 'The message in the language of the render.',
  least: 1,
  most: 2,
  gives: always(textType),
  argumentsType: { map: { properties: {}, rest: anyType } },
};
