/**
 * What one instance of a type may cost, with everything inside it (E7); none by default. An instance over a limit shows
 * a contained error instead. A limited instance is written whole before it is sent. A limit on time makes pages depend
 * on the machine they are rendered on: for editors and for stopping the worst, not for releases.
 */
export interface ComponentLimits {
  /** UTF-8. */
  readonly bytes?: number;
  /** Instances in it, itself included. */
  readonly nodes?: number;
  readonly milliseconds?: number;
}

/** By type name; `*` is for every type that has none of its own. */
export type LimitsByType = Readonly<Record<string, ComponentLimits>>;

/** Of an instance that is of several types (a component and the built-in at its root), the narrowest count. */
export function limitsFor(types: readonly string[], all: LimitsByType): ComponentLimits | null {
  const found = types.flatMap((type) => (Object.hasOwn(all, type) ? [all[type]!] : []));
  const own = found.length === 0 && Object.hasOwn(all, '*') ? [all['*']!] : found;
  const narrowest = (name: keyof ComponentLimits): ComponentLimits => {
    const values = own.flatMap((one) => one[name] ?? []);
    return values.length === 0 ? {} : { [name]: Math.min(...values) };
  };
  const limits = { ...narrowest('bytes'), ...narrowest('nodes'), ...narrowest('milliseconds') };
  return Object.keys(limits).length === 0 ? null : limits;
}
