import type { Input } from '../../components/component.ts';
import type { Code } from '../../program.ts';
import { asBinding, type Bound, express, nothing } from '../4-optimize/bound.ts';
import { foldBound } from '../4-optimize/fold.ts';
import type { ElementNode, FieldBinding, FormScope } from '../4-optimize/tree.ts';
import { type Emission, newSlot, push } from './emission.ts';
import { codeOfInput, constantInput, inputOf } from './lower.ts';
import { engineScope } from './out-values.ts';

/*
 * What nobody can fill in is not taken either, whoever sends it: disabled inputs, and all inputs of a read-only form.
 */

/** Whether a Form is read-only: worked out once, for itself and the inputs in it. */
export function onlyRead({ props }: ElementNode, emission: Emission): Input {
  const input = flag(props['readonly'], emission);
  if (input.constant) return input;
  const slot = newSlot(emission);
  push(emission, ['set', slot, input.code]);
  return { constant: false, code: ['slot', slot] };
}

/** Whether the form around an input is read-only. */
export const readonlyIn = (form: FormScope | null, emission: Emission): Input =>
  (form && emission.readonly.get(form.node)) || constantInput(false);

/** Tells a render that looks for inputs whether the form takes anything. */
export function noteReadonly(form: FormScope, emission: Emission): void {
  const input = readonlyIn(form, emission);
  if (!isOff(input)) push(emission, ['readonly', form.node, codeOfInput(input)]);
}

/** Tells a render that looks for inputs that this one is there, and whether it is closed. */
export function noteInput({ props, form }: ElementNode, field: FormField, emission: Emission): void {
  const tests = [readonlyIn(form, emission), flag(props['disabled'], emission)].filter((test) => !isOff(test));
  const codes = (tests.find(({ constant }) => constant) ? [constantInput(true)] : tests).map(codeOfInput);
  const closed: Code | undefined = codes.length > 1 ? ['||', ...codes] : codes[0];
  const { form: around, pointer } = field;
  push(emission, closed === undefined ? ['input', around.node, pointer] : ['input', around.node, pointer, closed]);
}

type FormField = FieldBinding & { readonly kind: 'form' };

const isOff = (input: Input): boolean => input.constant && input.value !== true;

/** Null is off. */
const flag = (bound: Bound | undefined, emission: Emission): Input =>
  inputOf(foldBound(express('own == true', { own: asBinding(bound ?? nothing) }, engineScope), new Map()), emission);
