import { step } from '../../document/pointer.ts';
import { validatorFor } from '../../document/schema-validator.ts';
import type { JsonSchema } from '../../document/types.ts';
import { type Type, typeOfSchema } from '../../expressions/index.ts';
import type { Origin } from '../flow.ts';
import type { Teller } from '../teller.ts';
import type { Validation } from './validation.ts';

/** An address can spell texts, numbers, true or false, and lists of these. */
export function checkParams({ resolved, teller }: Validation): void {
  const { params, origins } = resolved.page;
  for (const [name, schema] of Object.entries(params)) {
    const origin = origins.get(`params.${name}`) ?? { unit: resolved.unit, pointer: step('/params', name) };
    if (!isSpelled(typeOfSchema(schema))) {
      teller.tell('UI2015', { problem: 'a param is text, a number, true or false, or a list of these' }, { origin });
    }
    tellWrongDefault(schema, origin, teller);
  }
}

const isSpelled = ({ any, map, list }: Type): boolean => any === true || (!map && (!list || (!list.map && !list.list)));

/** A default is taken as it is, so it has to be what its own schema asks for. */
export function tellWrongDefault(schema: JsonSchema, { unit, pointer }: Origin, teller: Teller): void {
  if (typeof schema === 'boolean' || schema['default'] === undefined) return;
  const wrong = validatorFor(schema)(schema['default']);
  if (!wrong) return;
  const own = { unit, pointer: `${pointer}/default` };
  const written = unit.parsed.locator.range(own.pointer) !== undefined;
  teller.tell('UI2015', { problem: `its "default" ${wrong.problem}` }, { origin: written ? own : { unit, pointer } });
}
