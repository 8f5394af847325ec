/**
 * Gives back what starting has left: loading some hundred modules makes room for young objects that is 15 MB larger than
 * a host at rest needs, and V8 does not take it back by itself. Takes some 50 ms, so it is for the end of a start. Does
 * nothing where Node runs without `--expose-gc`, which `npm run` passes.
 */
export function settleMemory(): void {
  const { gc } = globalThis as { readonly gc?: (how: Readonly<Record<string, string>>) => void };
  gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}
