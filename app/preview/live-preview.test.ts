import { describe, expect, it, vi } from 'vitest';
import { fail, ok, type Preview, type PreviewOptions, type Reply } from '#contract';
import { createLivePreview } from './live-preview.ts';

const options: PreviewOptions = { fixture: null, theme: null, locale: null, scheme: 'light' };
const preview: Preview = { diagnostics: [], stages: [], page: null, fixtures: [], locales: [], uses: [] };

function start() {
  const asked: string[] = [];
  const answered: string[] = [];
  const answers: ((reply: Reply<'preview.render'>) => void)[] = [];
  const live = createLivePreview({
    render: (_path, text) => {
      asked.push(text);
      return new Promise((resolve) => answers.push(resolve));
    },
    onAnswer: ({ text }) => answered.push(text()),
  });
  const edit = (text: string, patience = 0) =>
    live.ask({ path: 'a.json', text: () => text, options, startedAt: null, patience });
  return { live, asked, answered, answers, edit };
}

describe('the live preview', () => {
  it('asks at once', () => {
    const { asked, edit } = start();
    edit('a');
    expect(asked).toEqual(['a']);
  });

  it('asks only for the newest edit after a slow answer', async () => {
    const { asked, answered, answers, edit } = start();
    for (const text of ['a', 'ab', 'abc']) edit(text);
    answers[0]?.(ok(preview));
    await vi.waitFor(() => expect(asked).toEqual(['a', 'abc']), 20_000);
    answers[1]?.(ok(preview));
    await vi.waitFor(() => expect(answered).toEqual(['a', 'abc']), 20_000);
  });

  it('shows failures, but not that something newer was asked', async () => {
    const { answered, answers, edit } = start();
    edit('a');
    edit('b');
    answers[0]?.(fail('preview/superseded', 'Newer.'));
    await vi.waitFor(() => expect(answers).toHaveLength(2), 20_000);
    answers[1]?.(fail('engine/timeout', 'Too slow.'));
    await vi.waitFor(() => expect(answered).toEqual(['b']), 20_000);
  });

  it('drops answers for a closed document', async () => {
    const { live, answered, answers, edit } = start();
    edit('a');
    live.forget('a.json');
    answers[0]?.(ok(preview));
    await Promise.resolve();
    expect(answered).toEqual([]);
  });

  it('waits for a pause where a document is large', () => {
    vi.useFakeTimers();
    const { asked, edit } = start();
    edit('a', 400);
    vi.advanceTimersByTime(300);
    edit('b', 400);
    vi.advanceTimersByTime(300);
    expect(asked).toEqual([]);
    vi.advanceTimersByTime(100);
    expect(asked).toEqual(['b']);
    vi.useRealTimers();
  });
});
