import type { Env, Value } from '../env.ts';
import type { Type } from '../type.ts';
import { isList, isMap, type ValueMap } from '../values.ts';

/** What a parameter takes. `?` may be left out. A null argument makes the result null, but `list` takes it as `[]`. */
export type Kind = BaseKind | `${BaseKind}?`;
export type BaseKind = 'text' | 'number' | 'list' | 'map' | 'any' | 'lambda' | 'pattern';

/** An argument function; `index` counts from 0. */
export type LambdaValue = (item: Value, index: number) => Value;

interface Taken {
  text: string;
  number: number;
  list: readonly Value[];
  map: ValueMap;
  any: Value;
  lambda: LambdaValue;
  pattern: string;
}
type ArgumentOf<K extends Kind> = K extends `${infer B extends BaseKind}?`
  ? Taken[B] | undefined
  : K extends BaseKind
    ? Taken[K]
    : never;
type ArgumentsOf<T extends readonly Kind[]> = { readonly [I in keyof T]: ArgumentOf<T[I]> };

/** A built-in function as an author declares it; `defineFunction` makes it usable. */
interface Declaration<T extends readonly Kind[]> {
  /** As documentation writes it: `round(n, digits?)`. */
  readonly signature: string;
  readonly summary: string;
  readonly takes: T;
  /** The last parameter may repeat. */
  readonly variadic?: true;
  /** Reads locale, time zone or time, so it is never folded. */
  readonly environment?: true;
  /** Types of a lambda's parameters, from the types of the arguments before it. */
  readonly lambdaOf?: (args: readonly Type[]) => readonly Type[];
  /** What a lambda must give. */
  readonly lambdaGives?: Type;
  /** What an argument must be, where the kind alone does not say it; by position. */
  readonly accepts?: Readonly<Record<number, Type>>;
  /** Result type; a lambda's type is that of its result. */
  readonly gives: (args: readonly Type[]) => Type;
  /** Runs with checked arguments. May throw `ArgumentProblem`. */
  readonly run: (env: Env, ...args: ArgumentsOf<T>) => Value;
}

/** A built-in function, as checker, linker and documentation see it. */
export interface FunctionDefinition extends Omit<Declaration<readonly Kind[]>, 'run'> {
  /** Fewest and most arguments. */
  readonly least: number;
  readonly most: number;
  readonly run: (env: Env, ...args: never[]) => Value;
}

export function defineFunction<const T extends readonly Kind[]>(declaration: Declaration<T>): FunctionDefinition {
  const { takes, variadic, run } = declaration;
  return {
    ...declaration,
    least: takes.filter((kind) => !kind.endsWith('?')).length,
    most: variadic ? Number.POSITIVE_INFINITY : takes.length,
    run: run as FunctionDefinition['run'],
  };
}

/** Thrown by a function for an argument it cannot work with; the call gives null with UI4102. In words. */
export class ArgumentProblem extends Error {
  readonly expected: string;
  readonly found: string;
  constructor(expected: string, found: string) {
    super(`Expected ${expected}, but found ${found}.`);
    this.expected = expected;
    this.found = found;
  }
}

/** A text of the data as a problem shows it: in quotes, and not all of it. */
export const quoted = (text: string): string => `"${text.length > 40 ? `${text.slice(0, 39)}…` : text}"`;

/** The kind of the parameter at `index`, without its question mark. */
export function kindAt({ takes }: FunctionDefinition, index: number): BaseKind {
  const kind = takes[Math.min(index, takes.length - 1)] ?? 'any';
  return (kind.endsWith('?') ? kind.slice(0, -1) : kind) as BaseKind;
}

/** Whether a value other than null fits a kind. */
export const fits: Readonly<Record<BaseKind, (value: Value) => boolean>> = {
  text: (value) => typeof value === 'string',
  pattern: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  list: isList,
  map: isMap,
  any: () => true,
  lambda: () => false,
};

export const kindWords: Readonly<Record<BaseKind, string>> = {
  text: 'text',
  pattern: 'a literal text',
  number: 'a number',
  list: 'a list',
  map: 'a map',
  any: 'a value',
  lambda: 'a function like "x => x.name"',
};

/** Result type of functions that always give the same kind. */
export const always = (type: Type) => (): Type => type;
