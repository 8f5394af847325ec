import { describe, expect, it } from 'vitest';
import { newestWins } from './newest-wins.ts';

describe('newest wins', () => {
  it('answers older requests of a path at once and never starts those that waited', async () => {
    const enqueue = newestWins('superseded');
    const started: string[] = [];
    const gate = Promise.withResolvers<void>();
    const task = (name: string) => async () => {
      started.push(name);
      await gate.promise;
      return name;
    };
    const first = enqueue('a', task('first'));
    const second = enqueue('a', task('second'));
    const other = enqueue('b', task('other'));
    expect(await first).toBe('superseded');
    const third = enqueue('a', task('third'));
    expect(await second).toBe('superseded');
    gate.resolve();
    expect(await Promise.all([third, other])).toEqual(['third', 'other']);
    expect(started).toEqual(['first', 'other', 'third']);
  });

  it('goes on after a task that failed', async () => {
    const enqueue = newestWins('superseded');
    await expect(enqueue('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await enqueue('a', async () => 'fine')).toBe('fine');
  });
});
