import type { EventName, Listen, Payload } from '#contract';

export type Emit = <Name extends EventName>(name: Name, payload: Payload<Name>) => void;

/** What main tells whoever listens, by event name. A listener that throws does not keep others from hearing. */
export interface Events {
  readonly emit: Emit;
  readonly on: Listen;
}

export function createEvents(onError: (error: unknown) => void): Events {
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  return {
    emit: (name, payload) => {
      for (const listener of listeners.get(name) ?? []) {
        try {
          listener(payload as never);
        } catch (error) {
          onError(error);
        }
      }
    },
    on: (name, listener) => {
      const own = listeners.get(name) ?? new Set();
      listeners.set(name, own.add(listener));
      return () => void own.delete(listener);
    },
  };
}
