import { useEffect, useRef, useState } from 'react';
import type { Failure, MethodName, Request, Response } from '#contract';
import { useDesk } from './StudioContext.tsx';

export interface Polled<Value> {
  /** What was last seen; stays when a later look fails. */
  readonly value: Value | null;
  /** Of the last look; null when it went well. */
  readonly failure: Failure | null;
  /** Looks at once, e.g. after a change of one's own. */
  again(): void;
}

/** Milliseconds between an answer and the next question. */
const pause = 1_500;

/**
 * Asks main again and again while it is shown, so that what others do elsewhere is seen within two seconds. `null` asks
 * nothing; `isOver` says of an answer that nothing follows it.
 */
export function usePolled<Name extends MethodName>(
  name: Name,
  request: Request<Name> | null,
  isOver: (value: Response<Name>) => boolean = () => false,
): Polled<Response<Name>> {
  const { host } = useDesk();
  const [tries, setTries] = useState(0);
  const [seen, setSeen] = useState<{
    readonly about: string;
    readonly value: Response<Name> | null;
    readonly failure: Failure | null;
  } | null>(null);
  const about = request === null ? null : JSON.stringify([name, request]);
  const over = useRef(isOver);
  over.current = isOver;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `about` holds name and request by value; `tries` asks anew.
  useEffect(() => {
    if (about === null || request === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let left = false;
    const look = async () => {
      const reply = await host.call(name, request);
      if (left) return;
      setSeen((before) =>
        reply.ok
          ? { about, value: reply.value, failure: null }
          : { about, value: before?.about === about ? before.value : null, failure: reply.failure },
      );
      if (!reply.ok || !over.current(reply.value)) timer = setTimeout(() => void look(), pause);
    };
    void look();
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [host, about, tries]);

  const current = seen?.about === about ? seen : null;
  return { value: current?.value ?? null, failure: current?.failure ?? null, again: () => setTries((at) => at + 1) };
}
