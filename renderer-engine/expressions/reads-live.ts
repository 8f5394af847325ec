import type { Argument } from './ast.ts';
import { childrenOf } from './children.ts';
import { findFunction } from './functions/catalog.ts';

/**
 * Whether an expression may give something else for another reader or at another time: it reads one of the names `live`,
 * or calls a function that reads locale, time zone or time (language.md 3.3). Of an included page `data.orders` is one
 * name. Parameters of lambdas never have the name of a root.
 */
export const readsLive = (part: Argument, live: readonly string[]): boolean =>
  (part.kind === 'name' && live.includes(part.name.split('.', 1)[0]!)) ||
  (part.kind === 'call' && dependsOnReader(part.name)) ||
  childrenOf(part).some((child) => readsLive(child, live));

/** `t` gives the words of a locale. */
const dependsOnReader = (name: string): boolean => name === 't' || findFunction(name)?.environment === true;
