import type { Program } from '../program.ts';

/** A form as its action's address names it. */
export interface FormPlace {
  /** Key of `contract.forms`. */
  readonly name: string;
  /** Id of the Form node, as `RenderInput.form` and `formErrors` name it. */
  readonly node: string;
}

/** The form behind `…/a/{address}/submit`; null when the program has none there. Loop keys in the address count for nothing. */
export function formAt({ ops }: Program, address: string): FormPlace | null {
  const node = address.split('__', 1)[0] ?? '';
  for (const op of ops) {
    if (typeof op === 'string' || op[0] !== 'form') continue;
    const [, , owner, name] = op;
    if (owner === node && typeof name === 'string') return { name, node };
  }
  return null;
}
