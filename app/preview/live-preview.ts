import type { PreviewOptions, Reply } from '#contract';

export interface Question {
  readonly path: string;
  readonly text: () => string;
  readonly options: PreviewOptions;
  /** `performance.now()` of the key press that caused it; null when none did. */
  readonly startedAt: number | null;
  /** Milliseconds to wait for more edits first; 0 for documents of ordinary size. */
  readonly patience: number;
}

export interface LivePreviewPorts {
  render(path: string, text: string, options: PreviewOptions): Promise<Reply<'preview.render'>>;
  onAnswer(question: Question, reply: Reply<'preview.render'>): void;
}

/**
 * Asks for a picture of every edit at once, but never for two of one document at a time: while an answer is on its
 * way only the newest edit waits. So a slow document lags by one answer, and a quick one not at all.
 */
export interface LivePreview {
  ask(question: Question): void;
  forget(path: string): void;
}

interface Lane {
  busy: boolean;
  next: Question | null;
  timer: ReturnType<typeof setTimeout> | undefined;
}

export function createLivePreview({ render, onAnswer }: LivePreviewPorts): LivePreview {
  const lanes = new Map<string, Lane>();

  const send = async (lane: Lane): Promise<void> => {
    const question = lane.next;
    if (!question || lane.busy) return;
    lane.next = null;
    lane.busy = true;
    const reply = await render(question.path, question.text(), question.options);
    lane.busy = false;
    if (lanes.get(question.path) !== lane) return;
    if (reply.ok || reply.failure.code !== 'preview/superseded') onAnswer(question, reply);
    await send(lane);
  };

  return {
    ask(question) {
      const lane = lanes.get(question.path) ?? { busy: false, next: null, timer: undefined };
      lanes.set(question.path, lane);
      lane.next = question;
      clearTimeout(lane.timer);
      if (question.patience === 0) void send(lane);
      else lane.timer = setTimeout(() => void send(lane), question.patience);
    },
    forget(path) {
      clearTimeout(lanes.get(path)?.timer);
      lanes.delete(path);
    },
  };
}
