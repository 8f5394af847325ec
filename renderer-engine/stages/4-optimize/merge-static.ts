import type { Op } from '../../program.ts';

/** Adjacent static chunks become one; a node marker counts only in front of code. */
export function mergeStatic(ops: readonly Op[]): readonly Op[] {
  const merged: Op[] = [];
  let chunk = '';
  let marker: Op | null = null;
  const flush = () => {
    if (chunk !== '') merged.push(chunk);
    chunk = '';
    if (marker) merged.push(marker);
    marker = null;
  };
  for (const op of ops) {
    if (typeof op === 'string') chunk += op;
    else if (op[0] === 'node') marker = op;
    else {
      flush();
      merged.push(op);
    }
  }
  marker = null;
  flush();
  return merged;
}
