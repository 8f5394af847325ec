import { parentPort } from 'node:worker_threads';
import { defineComponent } from '#engine';
import { markStages } from '#engine/node';
import { compileBundle } from '../schemas/compile-bundle.ts';
import type { CompileMessage } from '../schemas/compiler.ts';

/** As the compile worker, over an engine with a component whose code never ends. */
const spinning = defineComponent({
  type: 'Spinning',
  summary: 'Never ends.',
  category: 'structural',
  props: {},
  styles: { base: '' },
  examples: [],
  emit: () => {
    for (;;);
  },
});

parentPort?.on('message', ({ bundle, marks }: CompileMessage) =>
  parentPort?.postMessage(compileBundle(bundle, { marks: markStages(marks), components: [spinning] })),
);
