import type { Program } from '../../program.ts';
import { mergeStatic } from '../4-optimize/merge-static.ts';
import type { Emission } from './emission.ts';
import { settle } from './settle.ts';

/** A program as it is published: what an engine with metrics has put into it is taken out. Bytes and hash are the same. */
export const withoutMarks = (program: Program): Program => ({
  ...program,
  ops: mergeStatic(settle(program.ops as Emission['ops'], 'plain')),
});
