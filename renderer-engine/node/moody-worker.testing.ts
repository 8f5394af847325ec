import type { CoreComponent } from '../components/component.ts';
import { defineComponent } from '../components/define-component.ts';
import { createEngine } from '../create-engine.ts';
import { compileTask } from './compile-task.ts';

/** The engine of a host whose own components misbehave: one never ends, one takes its thread down, one fills memory. */
const moody = (type: string, emit: () => void): CoreComponent =>
  defineComponent({
    type,
    summary: 'Misbehaves.',
    category: 'structural',
    props: {},
    styles: { base: '' },
    examples: [],
    emit,
  });

const components = [
  moody('Spinning', () => {
    for (;;);
  }),
  moody('Leaving', () => process.exit(3)),
  moody('Heavy', () => {
    // Small pieces: one that alone is larger than what is left would end the process instead of the thread.
    let last: object = {};
    for (;;) last = { last };
  }),
];

export default compileTask((options) => {
  const engine = createEngine({ ...options, components, cache: false });
  return () => engine;
});
