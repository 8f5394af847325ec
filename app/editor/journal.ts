import type { Failure, Reply } from '#contract';
import type { Journaled } from './documents.ts';

export interface Edit {
  readonly text: string;
  readonly fileHash: string;
}

export interface JournalPorts {
  write(path: string, edit: Edit): Promise<Reply<'document.journal'>>;
  onState(path: string, journaled: Journaled): void;
  /** Milliseconds of silence after which an edit is written, and how long typing may go on before it is anyway. */
  readonly pause?: number;
  readonly longest?: number;
}

/** Brings edits to main while someone types, in order, the newest only. What fails is kept and tried again by `flush`. */
export interface Journal {
  edited(path: string, edit: () => Edit): void;
  /** Writes what waits at once; resolves when all of it was answered. */
  flush(): Promise<void>;
  /** The edits of this path are settled otherwise: saved or given up. */
  forget(path: string): void;
}

interface Lane {
  edit: (() => Edit) | null;
  timer: ReturnType<typeof setTimeout> | undefined;
  since: number;
  writing: Promise<void> | null;
}

export function createJournal({ write, onState, pause = 200, longest = 1000 }: JournalPorts): Journal {
  const lanes = new Map<string, Lane>();

  const send = async (path: string, lane: Lane): Promise<void> => {
    clearTimeout(lane.timer);
    // One at a time: two writes on their way could arrive in the wrong order.
    if (lane.writing) await lane.writing;
    const { edit } = lane;
    if (!edit) return;
    lane.edit = null;
    lane.writing = write(path, edit()).then((reply) => {
      lane.writing = null;
      if (lanes.get(path) !== lane) return;
      if (!reply.ok) {
        lane.edit ??= edit;
        onState(path, { state: 'failed', failure: reply.failure as Failure });
      } else if (!lane.edit) onState(path, { state: 'saved', at: reply.value.at });
    });
    await lane.writing;
  };

  return {
    edited(path, edit) {
      const lane = lanes.get(path) ?? { edit: null, timer: undefined, since: Date.now(), writing: null };
      lanes.set(path, lane);
      if (!lane.edit) lane.since = Date.now();
      lane.edit = edit;
      clearTimeout(lane.timer);
      const wait = Math.max(0, Math.min(pause, lane.since + longest - Date.now()));
      lane.timer = setTimeout(() => void send(path, lane), wait);
    },
    async flush() {
      await Promise.all([...lanes].map(([path, lane]) => send(path, lane)));
    },
    forget(path) {
      clearTimeout(lanes.get(path)?.timer);
      lanes.delete(path);
    },
  };
}
