import { useMemo } from 'react';
import { useReply } from '../state/use-reply.ts';

/** A text kept beside the pictures; null until it is there, and without a hash. */
export function useBlob(hash: string | null): string | null {
  const reply = useReply('visual.blob', hash === null ? null : { hash });
  return hash !== null && reply.state === 'loaded' ? reply.value.text : null;
}

/** The same as JSON; `nothing` until it is there, and when it cannot be read. */
export function useJsonBlob<Value>(hash: string | null, nothing: Value): Value {
  const text = useBlob(hash);
  return useMemo(() => {
    try {
      return text === null ? nothing : (JSON.parse(text) as Value);
    } catch {
      return nothing;
    }
  }, [text, nothing]);
}
