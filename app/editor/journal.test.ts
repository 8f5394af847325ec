import { describe, expect, it, vi } from 'vitest';
import { fail, ok, type Reply } from '#contract';
import type { Journaled } from './documents.ts';
import { createJournal, type Edit } from './journal.ts';

type Answer = Reply<'document.journal'>;
const saved: Answer = ok({ at: '2026-01-01T00:00:00Z' });

/** A journal whose answers come when the test says so. */
function start() {
  const written: string[] = [];
  const states: Journaled['state'][] = [];
  const answers: ((answer: Answer) => void)[] = [];
  const journal = createJournal({
    write: (_path: string, { text }: Edit) => {
      written.push(text);
      return new Promise<Answer>((resolve) => answers.push(resolve));
    },
    onState: (_path, { state }) => states.push(state),
  });
  const type = (text: string) => journal.edited('a.json', () => ({ text, fileHash: 'h' }));
  return { journal, written, states, answers, type };
}

describe('the journal of edits', () => {
  it('writes the newest text once typing pauses', () => {
    vi.useFakeTimers();
    const { type, written } = start();
    type('a');
    vi.advanceTimersByTime(150);
    type('ab');
    vi.advanceTimersByTime(150);
    expect(written).toEqual([]);
    vi.advanceTimersByTime(100);
    expect(written).toEqual(['ab']);
    vi.useRealTimers();
  });

  it('writes about once a second while typing never pauses', () => {
    vi.useFakeTimers();
    const { type, written } = start();
    for (let at = 0; at < 1200; at += 100) {
      type(`text ${at}`);
      vi.advanceTimersByTime(100);
    }
    expect(written).toHaveLength(1);
    vi.useRealTimers();
  });

  it('never has two writes of one document on their way', async () => {
    const { journal, type, written, answers, states } = start();
    type('one');
    const first = journal.flush();
    type('two');
    const second = journal.flush();
    expect(written).toEqual(['one']);
    answers[0]?.(saved);
    await first;
    await vi.waitFor(() => expect(written).toEqual(['one', 'two']), 20_000);
    answers[1]?.(saved);
    await second;
    expect(states).toEqual(['saved']);
  });

  it('keeps what failed and writes it again when asked', async () => {
    const { journal, type, written, answers, states } = start();
    type('precious');
    const first = journal.flush();
    answers[0]?.(fail('host/unreachable', 'Down.'));
    await first;
    const second = journal.flush();
    await vi.waitFor(() => expect(answers).toHaveLength(2), 20_000);
    answers[1]?.(saved);
    await second;
    expect(written).toEqual(['precious', 'precious']);
    expect(states).toEqual(['failed', 'saved']);
  });

  it('forgets what was settled otherwise', async () => {
    const { journal, type, written } = start();
    type('given up');
    journal.forget('a.json');
    await journal.flush();
    expect(written).toEqual([]);
  });
});
