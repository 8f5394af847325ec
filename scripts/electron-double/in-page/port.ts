import type { makeCodec } from '../clone.ts';

/** A function that crosses between the worlds. */
export type Call = (...args: unknown[]) => unknown;
/** One half's end of the wire between the two worlds. */
export interface Port {
  /** Functions this half offers; the other half calls them by number. */
  readonly offered: Call[];
  call(number: number, args: readonly unknown[]): unknown;
}
export type Codec = typeof makeCodec;

interface Wire {
  readonly kind: 'call' | 'answer' | 'resolved' | 'rejected';
  readonly id?: number;
  readonly failed?: boolean;
  readonly value: string;
}

/** Wires two worlds by synchronous events; sent to pages as source, so it leans on nothing but its arguments. */
export function makePort(codec: Codec, inName: string, outName: string): Port {
  // Taken before any script of the page could replace them.
  const Event = CustomEvent;
  const dispatch = window.dispatchEvent.bind(window);
  const offered: Call[] = [];
  const promises = new Map<number, { resolve: Call; reject: Call }>();
  let promiseCount = 0;
  let answer: Wire | undefined;

  const post = (message: Wire) => dispatch(new Event(outName, { detail: JSON.stringify(message) }));
  const offer = (fn: Call) => (offered.includes(fn) ? offered.indexOf(fn) : offered.push(fn) - 1);
  const { enc, dec } = codec({
    fn: (fn) => offer(fn as Call),
    unfn:
      (number) =>
      (...args: unknown[]) =>
        call(number, args),
    promise: (promise) => {
      const id = ++promiseCount;
      promise.then(
        (value) => post({ kind: 'resolved', id, value: enc(value) }),
        (problem) => post({ kind: 'rejected', id, value: enc(problem) }),
      );
      return id;
    },
    unpromise: (id) => new Promise((resolve, reject) => promises.set(id, { resolve: resolve as Call, reject })),
  });
  const call = (number: number, args: readonly unknown[]) => {
    post({ kind: 'call', id: number, value: enc(args) });
    const given = answer;
    answer = undefined;
    if (!given) throw new Error('The other world is gone.');
    if (given.failed) throw dec(given.value);
    return dec(given.value);
  };
  const serve = ({ id = 0, value }: Wire): Wire => {
    try {
      return { kind: 'answer', value: enc(offered[id]?.(...(dec(value) as unknown[]))) };
    } catch (problem) {
      return { kind: 'answer', failed: true, value: enc(problem) };
    }
  };
  window.addEventListener(
    inName,
    (event) => {
      const message = JSON.parse((event as CustomEvent<string>).detail) as Wire;
      if (message.kind === 'call') post(serve(message));
      else if (message.kind === 'answer') answer = message;
      else {
        const promise = promises.get(message.id ?? 0);
        promises.delete(message.id ?? 0);
        promise?.[message.kind === 'resolved' ? 'resolve' : 'reject'](dec(message.value));
      }
    },
    true,
  );
  return { offered, call };
}
