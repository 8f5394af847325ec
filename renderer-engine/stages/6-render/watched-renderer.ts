import type { Clock } from '../../engine.ts';
import { type Finding, runStage, type StageMonitor } from '../../pipeline/stage.ts';
import type { StageStore } from '../../pipeline/stage-statistics.ts';
import type { Tracker } from '../../tracker/tracker.ts';
import type { Renderer } from './render.ts';
import { RenderLimitError } from './render-error.ts';
import type { StreamWatch } from './stream.ts';

/** Who counts what is made of programs. */
export interface ProgramMonitor extends StageMonitor {
  readonly clock: Clock;
  readonly store: StageStore;
  readonly tracker: Tracker | undefined;
}

/** Pages, fragments and streams alike are runs of the stage `render`, and renders of the tracker (E11, E18). */
export function watchedRenderer(renderer: Renderer, monitor: ProgramMonitor): Renderer {
  return {
    ...renderer,
    render: (program, input) => perProgram('render', () => renderer.render(program, input), monitor),
    fragment: (program, address, input) =>
      perProgram('render', () => renderer.fragment(program, address, input), monitor),
    stream: (program, input) => renderer.stream(program, input, () => watchStream(monitor)),
  };
}

/** A stage that runs per program and not per document. A limit of the whole render is no mistake of ours. */
export function perProgram<T extends Finding | null>(
  name: 'render' | 'style',
  run: () => T,
  { tracker, ...monitor }: ProgramMonitor,
): T {
  const tracked = name === 'render' ? tracker : undefined;
  const start = monitor.clock();
  let failed = true;
  tracked?.begin('rendering');
  try {
    const made = runStage(name, run, monitor, isLimit);
    monitor.store.ran(name, monitor.clock() - start, made?.diagnostics ?? []);
    failed = false;
    return made;
  } finally {
    tracked?.end('rendering', monitor.clock() - start, failed);
  }
}

function watchStream({ tracker, ...monitor }: ProgramMonitor): StreamWatch {
  let [milliseconds, failed] = [0, false];
  tracker?.begin('rendering');
  return {
    work(piece) {
      const start = monitor.clock();
      try {
        return runStage('render', piece, monitor, isLimit);
      } catch (error) {
        failed = true;
        throw error;
      } finally {
        milliseconds += monitor.clock() - start;
      }
    },
    end() {
      if (!failed) monitor.store.ran('render', milliseconds, []);
      tracker?.end('rendering', milliseconds, failed);
    },
  };
}

const isLimit = (error: unknown): boolean => error instanceof RenderLimitError;
