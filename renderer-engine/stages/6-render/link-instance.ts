import { utf8Length } from '../../html/utf8-length.ts';
import { type ComponentLimits, limitsFor } from '../../registry/component-limits.ts';
import { failNode } from './fail-node.ts';
import type { LinkEnvironment } from './link-value.ts';
import { type Part, type Pause, walkPart } from './part.ts';
import type { RenderState } from './state.ts';
import type { OpenInstance, RenderWatch } from './watch.ts';

/** An instance and everything inside it: measured in some renders, held to its limits in all of them (E7). */
export function linkInstance(types: readonly string[], node: number, body: Part, env: LinkEnvironment): Part {
  const limits = limitsFor(types, env.watching?.limits ?? {});
  return limits ? limited(types, node, limits, body) : measured(types, body);
}

function measured(types: readonly string[], body: Part): Part {
  return {
    run(state) {
      const { watch } = state;
      if (!watch) return body.run(state);
      enter(watch);
      if (!watch.instances) return body.run(state);
      const start = watch.clock();
      const from = state.html.length;
      body.run(state);
      watch.instances.push({ types, milliseconds: watch.clock() - start, length: state.html.length - from });
    },
    ...(body.walk && {
      walk: (state) => (state.watch?.instances ? measuredWalk(types, body, state) : walkPart(body, state)),
    }),
  };
}

/** As `run`, in the steps of a stream: the time it waits for its reader, or for data, is nobody's. */
function* measuredWalk(types: readonly string[], body: Part, state: RenderState): Generator<Pause, void> {
  const watch = state.watch!;
  const walk = walkPart(body, state);
  const from = state.sent + state.html.length;
  let milliseconds = 0;
  const step = (): IteratorResult<Pause, void> => {
    const start = watch.clock();
    const made = walk.next();
    milliseconds += watch.clock() - start;
    return made;
  };
  for (let made = step(); !made.done; made = step()) yield made.value;
  watch.instances?.push({ types, milliseconds, length: state.sent + state.html.length - from });
}

/** Somewhere inside an instance it went over its limit; boundaries in between are not asked. */
class InstanceOverLimit {
  readonly instance: OpenInstance;
  constructor(instance: OpenInstance) {
    this.instance = instance;
  }
}

function enter(watch: RenderWatch): void {
  watch.nodes += 1;
  for (const instance of watch.open) if (instance.isOver()) throw new InstanceOverLimit(instance);
}

function limited(types: readonly string[], node: number, limits: ComponentLimits, body: Part): Part {
  return {
    // No `walk`: what may have to be taken back is not sent before it is whole.
    run(state) {
      const { watch } = state;
      if (!watch) return body.run(state);
      enter(watch);
      const mark = state.html.length;
      const { boundaries, iterations } = state;
      const started = { nodes: watch.nodes - 1, time: watch.clock(), mark };
      const excess = () => excessOf(limits, started, state, watch);
      const instance: OpenInstance = { isOver: () => excess() !== null };
      const depth = watch.open.push(instance) - 1;
      let cut = false;
      try {
        body.run(state);
      } catch (failure) {
        if (!(failure instanceof InstanceOverLimit) || failure.instance !== instance) throw failure;
        cut = true;
      } finally {
        watch.open.length = depth;
      }
      const over = excess();
      if (!over && !cut) {
        const milliseconds = watch.clock() - started.time;
        watch.instances?.push({ types, milliseconds, length: state.html.length - mark });
        return;
      }
      state.html = state.html.slice(0, mark);
      state.counted = { units: 0, bytes: 0 };
      state.iterations = iterations;
      state.boundaries = boundaries;
      state.node = node;
      if (over) state.report('UI9002', { type: types[0] ?? '', ...over });
      state.html += failNode('UI9002', types, state);
    },
  };
}

/** Which limit an instance is over, and by how much; null while it is within all of them. */
function excessOf(
  limits: ComponentLimits,
  started: { readonly nodes: number; readonly time: number; readonly mark: number },
  state: RenderState,
  watch: RenderWatch,
) {
  const { bytes, nodes, milliseconds } = limits;
  const count = watch.nodes - started.nodes;
  if (nodes !== undefined && count > nodes) return { limit: 'nodes', value: count, most: nodes } as const;
  const units = state.html.length - started.mark;
  // A unit is at most three bytes: most instances need no counting.
  if (bytes !== undefined && units * 3 > bytes) {
    const value = utf8Length(state.html.slice(started.mark));
    if (value > bytes) return { limit: 'bytes', value, most: bytes } as const;
  }
  if (milliseconds === undefined) return null;
  const time = watch.clock() - started.time;
  return time > milliseconds ? ({ limit: 'milliseconds', value: Math.ceil(time), most: milliseconds } as const) : null;
}
