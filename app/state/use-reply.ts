import { useEffect, useState } from 'react';
import type { Failure, MethodName, Reply, Request, Response } from '#contract';
import { useDesk } from './StudioContext.tsx';

export type Loaded<Value> =
  | { readonly state: 'loading' }
  | { readonly state: 'loaded'; readonly value: Value }
  | { readonly state: 'failed'; readonly failure: Failure; readonly retry: () => void };

/** Asks main once per request, and again when the request changes; `null` asks nothing. */
export function useReply<Name extends MethodName>(name: Name, request: Request<Name> | null): Loaded<Response<Name>> {
  const { host } = useDesk();
  const [tries, setTries] = useState(0);
  const question = request === null ? null : JSON.stringify([name, request, tries]);
  const [answer, setAnswer] = useState<{ readonly question: string; readonly reply: Reply<Name> } | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the question holds name and request by value.
  useEffect(() => {
    if (question === null || request === null) return;
    let left = false;
    void host.call(name, request).then((reply) => {
      if (!left) setAnswer({ question, reply });
    });
    return () => {
      left = true;
    };
  }, [host, question]);

  if (answer === null || answer.question !== question) return { state: 'loading' };
  return answer.reply.ok
    ? { state: 'loaded', value: answer.reply.value }
    : { state: 'failed', failure: answer.reply.failure, retry: () => setTries(tries + 1) };
}
