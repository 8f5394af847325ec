import { describe, expect, it } from 'vitest';
import { manualTimers, settled } from './manual-timers.testing.ts';
import { createReloader } from './reloader.ts';

function reloading() {
  const time = manualTimers();
  const reloads: string[] = [];
  const gates: PromiseWithResolvers<void>[] = [];
  const reloader = createReloader({
    timers: time.timers,
    reload: (paths) => {
      reloads.push(`${time.now()}: ${paths.join(' ')}`);
      const gate = Promise.withResolvers<void>();
      gates.push(gate);
      return gate.promise;
    },
  });
  const finish = async () => {
    gates.shift()?.resolve();
    await settled();
  };
  return { time, reloads, reloader, finish };
}

describe('reloading files (E5)', () => {
  it('waits until a file has been quiet for half a second, each on its own', async () => {
    const { time, reloads, reloader, finish } = reloading();
    reloader.changed('a');
    await time.pass(300);
    reloader.changed('a');
    reloader.changed('b');
    await time.pass(499);
    expect(reloads).toEqual([]);
    await time.pass(1);
    await finish();
    expect(reloads).toEqual(['800: a', '800: b']);
  });

  it('reloads in turn; what gets ready meanwhile goes together', async () => {
    const { time, reloads, reloader, finish } = reloading();
    reloader.changed('a');
    await time.pass(500);
    for (const path of ['c', 'b', 'c']) reloader.changed(path);
    await time.pass(5_000);
    expect(reloads).toEqual(['500: a']);
    await finish();
    expect(reloads).toEqual(['500: a', '5500: b c']);
  });

  it('goes on after a reload that failed, and not after it was stopped', async () => {
    const time = manualTimers();
    const reloads: string[] = [];
    const reloader = createReloader({
      timers: time.timers,
      reload: (paths) => {
        reloads.push(...paths);
        return Promise.resolve();
      },
    });
    reloader.changed('a');
    await time.pass(500);
    reloader.changed('b');
    reloader.stop();
    await time.pass(1_000);
    expect(reloads).toEqual(['a']);
  });
});
