import { dateFunctions } from './date.ts';
import type { FunctionDefinition } from './define.ts';
import { formatFunctions } from './format.ts';
import { listFunctions } from './list.ts';
import { mapFunctions } from './map.ts';
import { numberFunctions } from './number.ts';
import { messageFunction, otherFunctions } from './other.ts';
import { textFunctions } from './text.ts';

/** Every function by group, as documentation lists them (language.md 3.3). */
export const functionGroups: Readonly<Record<string, Readonly<Record<string, FunctionDefinition>>>> = {
  text: textFunctions,
  number: numberFunctions,
  list: listFunctions,
  map: mapFunctions,
  date: dateFunctions,
  format: formatFunctions,
  other: otherFunctions,
};

const byName = new Map(Object.values(functionGroups).flatMap((group) => Object.entries(group)));

/** The built-in function of that name. */
export const findFunction = (name: string): FunctionDefinition | undefined => byName.get(name);

/** All names an author can call, `t` among them. */
export const functionNames: readonly string[] = [...byName.keys(), 't'];

/** What documentation and completion show of each function. */
export const functionSummaries: readonly {
  readonly name: string;
  readonly signature: string;
  readonly summary: string;
}[] = [
  ...[...byName].map(([name, { signature, summary }]) => ({ name, signature, summary })),
  { name: 't', signature: messageFunction.signature, summary: messageFunction.summary },
];
