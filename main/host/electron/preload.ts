import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge, EventName, Failure, Payload } from '#contract';
import { callChannel, eventChannel } from './channels.ts';

/**
 * All the window gets of Electron: the contract's `call` and `on`. Main checks sender, name and request; nothing here
 * is trusted. The event object of Electron never reaches the page.
 */
const call = (name: string, request: unknown) =>
  // Rejects when main is going away, or when the request holds something that cannot be copied.
  ipcRenderer.invoke(callChannel, name, request).catch((problem: unknown) => unreachable(String(problem)));

const unreachable = (details: string): { readonly ok: false; readonly failure: Failure<'host/unreachable'> } => ({
  ok: false,
  failure: {
    code: 'host/unreachable',
    message: 'Schema Studio does not answer. Close this window and start it again; your edits are in the journal.',
    details,
  },
});

type Listener = (payload: never) => void;
const listeners = new Map<string, Set<Listener>>();
ipcRenderer.on(eventChannel, (_event, name: EventName, payload: Payload<EventName>) => {
  for (const listener of listeners.get(name) ?? []) listener(payload as never);
});

const on = (name: string, listener: Listener) => {
  const own = listeners.get(name) ?? new Set();
  listeners.set(name, own.add(listener));
  return () => void own.delete(listener);
};

contextBridge.exposeInMainWorld('bridge', { call, on } as Bridge);
