import type { Json } from './document/types.ts';
import type { Program } from './program.ts';

/** Slot of `ctx` in the frame of every render. */
const context = 2;
/** What of `ctx` holds for as long as one looks. */
const still: ReadonlySet<Json | undefined> = new Set([
  'locale',
  'dir',
  'timeZone',
  'tenant',
  'user',
  'device',
  'route',
  'flags',
]);

/**
 * Whether a program may give other HTML at another time, all else being equal: it reads `ctx.now` or `ctx.today`, says
 * how long ago something is, or hands all of `ctx` on. What host functions do nobody knows.
 */
export const readsClock = ({ ops, contract }: Program): boolean =>
  reads(ops as Json) || Object.values(contract.data).some(({ args }) => reads(args));

function reads(code: Json): boolean {
  if (!Array.isArray(code)) return typeof code === 'object' && code !== null && Object.values(code).some(reads);
  const [name, first, second] = code;
  if (name === 'const') return false;
  if (name === 'host' || (name === 'call' && first === 'relative')) return true;
  if (name === 'get' && isContext(first) && still.has(second)) return code.slice(3).some(reads);
  return isContext(code) || code.some(reads);
}

const isContext = (code: Json | undefined): boolean => Array.isArray(code) && code[0] === 'slot' && code[1] === context;
