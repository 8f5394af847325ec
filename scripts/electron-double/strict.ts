/** Names that languages and tools probe for on any object: absent is a fine answer to them. */
const probed = new Set([
  'then',
  'toJSON',
  'inspect',
  'constructor',
  'nodeType',
  'asymmetricMatch',
  'default',
  '__esModule',
  'domain',
]);

/** Reading a member the double does not have is an error that names it. Members of the double itself begin with `_`. */
export function strict<Target extends object>(target: Target, name: string): Target {
  const bound = new WeakMap<object, unknown>();
  return new Proxy(target, {
    get(own, key) {
      const known = typeof key === 'symbol' || key in own || probed.has(key) || key.startsWith('_');
      if (!known) throw new Error(`electron double: ${name}.${key} is not emulated`);
      const value: unknown = Reflect.get(own, key, own);
      if (typeof value !== 'function' || key === 'constructor') return value;
      // Private fields need the real `this`; the same function must stay the same when read twice.
      if (!bound.has(value)) bound.set(value, value.bind(own));
      return bound.get(value);
    },
  });
}

/** The part of an event that can be refused. */
export interface Refusable {
  preventDefault(): void;
  readonly defaultPrevented: boolean;
}

export function refusable<Details extends object>(details: Details): Details & Refusable {
  let prevented = false;
  return Object.defineProperties(details, {
    preventDefault: {
      value: () => {
        prevented = true;
      },
    },
    defaultPrevented: { get: () => prevented },
  }) as Details & Refusable;
}
