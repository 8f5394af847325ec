import type { JsonSchema } from '../document/types.ts';
import type { Field, Input, Out } from './component.ts';
import { prop } from './prop.ts';
import { isSet } from './responsive.ts';

/** What an input lets people choose from. */
const option: JsonSchema = {
  anyOf: [
    { type: ['string', 'number', 'boolean'] },
    {
      type: 'object',
      required: ['value', 'label'],
      properties: {
        value: { type: ['string', 'number', 'boolean'] },
        label: { type: 'string', 'x-ui': { translatable: true } },
      },
    },
  ],
};

/** Options given by the document; an input without them offers the `enum` of its schema. */
export const optionsProp = prop.list(option, {
  about: 'Values, or { value, label }; the schema’s enum when left out.',
});

/** The options of an input: its own, else those of the schema. */
export const optionsOf = (options: Input, field: Field | null): Input =>
  isSet(options) ? options : { constant: true, value: field?.options ?? [] };

/** Value and words of one option. */
export const optionParts = (out: Out, option: Input): { readonly value: Input; readonly label: Input } => ({
  value: out.compute("type(option) == 'map' ? option.value : option", { option }),
  label: out.compute("type(option) == 'map' ? option.label : option", { option }),
});
