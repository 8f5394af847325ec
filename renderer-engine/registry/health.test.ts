import { describe, expect, it } from 'vitest';
import { createEngine } from '../create-engine.ts';
import type { JsonObject } from '../document/types.ts';
import type { RenderInput } from '../engine.ts';
import { component } from './component-files.testing.ts';
import { manualTimers } from './manual-timers.testing.ts';
import { createPackageCache } from './packages/package-cache.ts';
import { createRegistry } from './registry.ts';
import { registryStatus } from './status.ts';

const loader = { index: () => [], load: () => Promise.reject(new Error('There is none.')) };

/** A page with one instance of `acme/note`, rendered for real; time passes by so much at each look at the clock. */
function noted(more: JsonObject = {}) {
  const time = { now: 0, tick: 0 };
  const clock = () => (time.now += time.tick);
  const note = component('acme/note', '1.0.0', {
    props: { type: 'object', required: ['text'], properties: { text: { type: 'string' } } },
    view: { id: 'root', type: 'Text', props: { text: '${props.text}' } },
    ...more,
  });
  const registry = createRegistry({ engine: (documents) => createEngine({ documents }), now: () => 1 });
  const text = JSON.stringify(note);
  registry.update([{ path: 'note.component.json', text, id: 'acme/note', kind: 'component', origin: 'project' }]);
  registry.work();
  const metrics = { every: 1, now: () => 7_000 };
  const engine = createEngine({ documents: registry.documents, clock, metrics });
  const { program } = engine.compile(
    JSON.stringify({
      $schema: 'https://schema-studio.dev/ui/1/page.json',
      kind: 'page',
      id: 'acme/home',
      version: '1.0.0',
      title: 'Home',
      uses: { Note: 'acme/note@^1.0.0' },
      params: { text: { type: 'string' } },
      view: { id: 'root', type: 'Stack', children: [{ id: 'n', type: 'Note', props: { text: '${params.text}' } }] },
    }),
  );
  const packages = { loader, cache: createPackageCache({ loader, timers: manualTimers().timers }) };
  const status = () => registryStatus({ registry, statistics: engine.statistics().components, packages, now: 9_000 });
  return {
    time,
    render(times: number, params: RenderInput['params'] = {}) {
      for (let at = 0; at < times; at++) engine.render(program!, { params: params! });
    },
    /** Of the component, the check of that name in its health, and what the registry says of its components. */
    look(name: string) {
      const found = status();
      const type = found.types.find((one) => one.name === 'acme/note')!;
      return {
        check: type.health.checks.find((one) => one.name === name),
        type: type.health,
        all: found.health.checks.find((one) => one.name === 'components'),
      };
    },
  };
}

describe('the health of a component (E7)', () => {
  it('is told by named checks with a sentence and the time of the look, as soon as it was rendered', () => {
    const { render, look } = noted();
    expect(look('definition').type.checks.map(({ name }) => name)).toEqual(['definition', 'errors', 'time', 'size']);
    render(1, { text: 'Hello' });
    const { type, all } = look('errors');
    expect(type).toMatchObject({ state: 'healthy', at: 9_000 });
    expect(type.checks.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'definition healthy',
      'errors healthy',
      'time healthy',
      'size healthy',
    ]);
    for (const { message } of type.checks) expect(message).toMatch(/\.$/);
    expect(all?.state).toBe('healthy');
  });

  it('by errors: degraded by the first instance that fails, unhealthy when more than one of ten do', () => {
    const { render, look } = noted();
    render(20, { text: 'Hello' });
    expect(look('errors').check?.state).toBe('healthy');
    render(1);
    expect(look('errors')).toMatchObject({
      check: { state: 'degraded', message: '1 failed; the last with UI5003.' },
      type: { state: 'degraded' },
      all: { state: 'degraded', message: 'Look at acme/note.' },
    });
    render(1);
    expect(look('errors').check?.state).toBe('degraded');
    render(1);
    expect(look('errors')).toMatchObject({
      check: { state: 'unhealthy', message: '3 failed; the last with UI5003.' },
      type: { state: 'unhealthy' },
      all: { state: 'unhealthy' },
    });
  });

  it('by size: degraded over 256 KB on average, unhealthy over 1 MB', () => {
    const { render, look } = noted();
    render(1, { text: 'x'.repeat(256 * 1024 - 100) });
    expect(look('size').check).toMatchObject({ state: 'healthy', message: expect.stringMatching(/^262,\d+ bytes on/) });
    render(1, { text: 'x'.repeat(256 * 1024 + 200) });
    expect(look('size').check?.state).toBe('degraded');
    render(1, { text: 'x'.repeat(3 * 1024 * 1024) });
    expect(look('size')).toMatchObject({ check: { state: 'unhealthy' }, type: { state: 'unhealthy' } });
  });

  it('by time: once five were measured, because the first of a process is slow; degraded over 10 ms, unhealthy over 50', () => {
    const { time, render, look } = noted();
    time.tick = 1_000;
    render(4, { text: 'Hello' });
    expect(look('time').check?.state).toBe('healthy');
    render(1, { text: 'Hello' });
    expect(look('time')).toMatchObject({ check: { state: 'unhealthy' }, type: { state: 'unhealthy' } });
    const slow = noted();
    slow.time.tick = 20;
    slow.render(5, { text: 'Hello' });
    expect(slow.look('time').check).toMatchObject({
      state: 'degraded',
      message: '20.00 ms on average, 20.00 ms at most.',
    });
    const quick = noted();
    quick.time.tick = 10;
    quick.render(5, { text: 'Hello' });
    expect(quick.look('time').check?.state).toBe('healthy');
    for (const [tick, state] of [
      [10.5, 'degraded'],
      [50, 'degraded'],
      [50.5, 'unhealthy'],
    ] as const) {
      const edge = noted();
      edge.time.tick = tick;
      edge.render(5, { text: 'Hello' });
      expect([tick, edge.look('time').check?.state]).toEqual([tick, state]);
    }
  });
});
