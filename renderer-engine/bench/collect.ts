import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes in use after everything unused was given back. */
export function bytesInUse(): number {
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
