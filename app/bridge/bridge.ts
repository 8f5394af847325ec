import type { Bridge } from '#contract';
import { createHttpBridge } from './http-bridge.ts';

declare global {
  interface Window {
    /** Put there by the preload in Electron; a browser window has none. */
    readonly bridge?: Bridge;
  }
}

export interface Host extends Bridge {
  /** Tells whether the host answers; called at once. Answers a function that stops listening. */
  onConnection(listener: (connected: boolean) => void): () => void;
}

/** The way to main: Electron's preload where there is one, else HTTP to whoever served the page. */
export function connectHost(): Host {
  const { bridge } = window;
  return bridge ? { call: bridge.call, on: bridge.on, onConnection: alwaysConnected } : createHttpBridge();
}

function alwaysConnected(listener: (connected: boolean) => void): () => void {
  listener(true);
  return () => {};
}
