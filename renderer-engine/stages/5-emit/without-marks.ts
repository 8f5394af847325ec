import type { Program } from '../../program.ts';
import { mergeStatic } from '../4-optimize/merge-static.ts';
import type { Emission } from './emission.ts';
import { settle } from './settle.ts';

/** A program as it is published: what an engine with metrics has put into it is taken out. Bytes and hash are the same. */
export const withoutMarks = (program: Program): Program => inForm(program, 'plain');

/** Without marks around instances, which cost time; what fails still says which types are to blame. */
export const withBlame = (program: Program): Program => inForm(program, 'blamed');

const inForm = (program: Program, form: 'plain' | 'blamed'): Program => ({
  ...program,
  ops: mergeStatic(settle(program.ops as Emission['ops'], form)),
});
