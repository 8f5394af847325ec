import { functionSummaries, isDynamic } from '../expressions/index.ts';
import { cursorAt } from './cursor.ts';
import { holeAt } from './expressions.ts';
import { seenAt } from './names-seen.ts';
import type { DocumentView } from './project.ts';
import { decodedOffset } from './text.ts';

/** The function whose arguments are being written. */
export interface Signature {
  readonly label: string;
  readonly about: string;
  /** Its parameters, as they stand in the label. */
  readonly parameters: readonly string[];
  readonly active: number;
}

/** The innermost call around an offset; null outside of calls. */
export function signatureAt(view: DocumentView, offset: number): Signature | null {
  const cursor = cursorAt(view.text, offset);
  const node = cursor?.kind === 'value' && cursor.node?.type === 'string' ? cursor.node : null;
  if (!node || !isDynamic(String(node.value))) return null;
  const text = String(node.value);
  const hole = holeAt(text, decodedOffset(node, view.text.text, offset));
  if (!hole) return null;
  const functionNamed = (name: string) =>
    functionSummaries.find((one) => one.name === name) ?? seenAt(view, cursor!.path).scope.hostFunctions?.().get(name);
  let depth = 0;
  let commas = 0;
  for (let at = hole.before.length - 1; at >= 0; at--) {
    const { kind, text: word } = hole.before[at]!;
    if (kind !== 'symbol') continue;
    if (word === ')' || word === ']' || word === '}') depth++;
    else if (word === ',' && depth === 0) commas++;
    else if (word === '(' || word === '[' || word === '{') {
      if (depth-- > 0) continue;
      const name = word === '(' ? hole.before[at - 1] : undefined;
      const called = name?.kind === 'name' ? functionNamed(name.text) : undefined;
      if (!called) return null;
      const piped = hole.before[at - 2]?.text === '|';
      const inside = called.signature.slice(called.signature.indexOf('(') + 1, called.signature.lastIndexOf(')'));
      const parameters = inside
        .split(',')
        .map((one) => one.trim())
        .filter((one) => one !== '');
      const active = Math.min(commas + (piped ? 1 : 0), Math.max(0, parameters.length - 1));
      return { label: called.signature, about: called.summary, parameters, active };
    }
  }
  return null;
}
