/** Ways to carry what a structured copy cannot: functions and promises, as the context bridge does. */
interface Carriers {
  readonly fn?: (value: (...args: never[]) => unknown) => number;
  readonly unfn?: (id: number) => unknown;
  readonly promise?: (value: Promise<unknown>) => number;
  readonly unpromise?: (id: number) => unknown;
}

/**
 * Text of a value and back, as structured copies behave; throws "An object could not be cloned." where they do. The
 * function is also sent to pages as source, so it leans on nothing outside itself.
 */
export function makeCodec(carriers: Carriers = {}): {
  enc: (value: unknown) => string;
  dec: (text: string) => unknown;
} {
  const base64 = (bytes: Uint8Array): string => {
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text);
  };
  const bytesOf = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const refuse = () => {
    throw new Error('An object could not be cloned.');
  };

  const enc = (root: unknown): string => {
    const seen = new Map<object, number>();
    const write = (value: unknown): unknown => {
      if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
      if (value === undefined) return ['undefined'];
      if (typeof value === 'bigint') return ['bigint', String(value)];
      if (typeof value === 'number') {
        if (Object.is(value, -0)) return ['number', '-0'];
        return Number.isFinite(value) ? value : ['number', String(value)];
      }
      if (typeof value === 'function') return carriers.fn ? ['function', carriers.fn(value as never)] : refuse();
      if (typeof value !== 'object') return refuse();
      const known = seen.get(value);
      if (known !== undefined) return ['seen', known];
      if (value instanceof Promise && carriers.promise) return ['promise', carriers.promise(value)];
      seen.set(value, seen.size);
      if (Array.isArray(value)) return ['array', value.map(write)];
      if (value instanceof Date) return ['date', value.getTime()];
      if (value instanceof RegExp) return ['regexp', value.source, value.flags];
      if (value instanceof Map) return ['map', [...value].map(([key, item]) => [write(key), write(item)])];
      if (value instanceof Set) return ['set', [...value].map(write)];
      if (value instanceof Error) return ['error', value.name, value.message, value.stack ?? ''];
      if (value instanceof ArrayBuffer) return ['buffer', base64(new Uint8Array(value))];
      if (ArrayBuffer.isView(value)) {
        const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
        const name = value.constructor.name === 'Buffer' ? 'Uint8Array' : value.constructor.name;
        return ['view', name, base64(bytes)];
      }
      if (value instanceof Promise || value instanceof WeakMap || 'nodeType' in value) return refuse();
      return ['object', Object.entries(value).map(([key, item]) => [key, write(item)])];
    };
    return JSON.stringify(write(root));
  };

  const dec = (text: string): unknown => {
    const objects: object[] = [];
    const keep = <Kept extends object>(object: Kept): Kept => {
      objects.push(object);
      return object;
    };
    const read = (value: unknown): unknown => {
      if (!Array.isArray(value)) return value;
      const [kind, a, b, c] = value;
      if (kind === 'undefined') return undefined;
      if (kind === 'bigint') return BigInt(a);
      if (kind === 'number') return Number(a);
      if (kind === 'function') return carriers.unfn?.(a);
      if (kind === 'promise') return carriers.unpromise?.(a);
      if (kind === 'seen') return objects[a];
      if (kind === 'date') return keep(new Date(a));
      if (kind === 'regexp') return keep(new RegExp(a, b));
      if (kind === 'buffer') return keep(bytesOf(a).buffer);
      if (kind === 'view') {
        const { buffer } = bytesOf(b);
        const View = (globalThis as never)[a] as unknown as new (buffer: ArrayBuffer) => object;
        return keep(new View(buffer));
      }
      if (kind === 'error') {
        const Kind = ({ TypeError, RangeError, SyntaxError } as Record<string, ErrorConstructor>)[a] ?? Error;
        return keep(Object.assign(new Kind(b), { stack: c }));
      }
      if (kind === 'array') {
        const list: unknown[] = keep([]);
        for (const item of a) list.push(read(item));
        return list;
      }
      if (kind === 'map') {
        const map = keep(new Map());
        for (const [key, item] of a) map.set(read(key), read(item));
        return map;
      }
      if (kind === 'set') {
        const set = keep(new Set());
        for (const item of a) set.add(read(item));
        return set;
      }
      const object = keep({});
      for (const [key, item] of a) {
        // A key may be "__proto__": defined, not assigned.
        Object.defineProperty(object, key, { value: read(item), writable: true, enumerable: true, configurable: true });
      }
      return object;
    };
    return read(JSON.parse(text));
  };
  return { enc, dec };
}
