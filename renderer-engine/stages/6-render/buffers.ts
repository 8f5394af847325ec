import type { Json } from '../../document/types.ts';

/**
 * The working memory of one render: its frame, and the chunks a stream has made and nobody has taken yet. Texts
 * themselves cannot be used again in JavaScript; what holds them can.
 */
export interface OutputBuffer {
  readonly frame: Json[];
  readonly chunks: string[];
}

/** Moved by renders, never reset; `active` and `idle` are what there is now (E14). */
export interface BufferStatistics {
  readonly created: number;
  readonly reused: number;
  readonly destroyed: number;
  readonly active: number;
  readonly idle: number;
}

export interface Buffers {
  /** A buffer with that many empty slots, or a few more. */
  take(slots: number): OutputBuffer;
  /** Takes a buffer back, once, emptied: the next render must not see what this one held. */
  give(buffer: OutputBuffer): void;
  /** Lets the idle ones go. */
  drop(): void;
  statistics(): BufferStatistics;
}

/** Renders of one engine rarely overlap more often; streams to slow readers may. */
const mostIdle = 32;
/** A larger one would hold memory that few renders need. */
const mostSlots = 4_096;

export function newBuffers(): Buffers {
  const idle: OutputBuffer[] = [];
  const counts = { created: 0, reused: 0, destroyed: 0, active: 0 };
  return {
    take(slots) {
      const known = idle.pop();
      if (known) counts.reused += 1;
      else counts.created += 1;
      counts.active += 1;
      const buffer = known ?? { frame: [], chunks: [] };
      while (buffer.frame.length < slots) buffer.frame.push(null);
      return buffer;
    },
    give(buffer) {
      counts.active -= 1;
      if (buffer.frame.length > mostSlots || idle.length >= mostIdle) {
        counts.destroyed += 1;
        return;
      }
      buffer.frame.fill(null);
      buffer.chunks.length = 0;
      idle.push(buffer);
    },
    drop() {
      counts.destroyed += idle.length;
      idle.length = 0;
    },
    statistics: () => ({ ...counts, idle: idle.length }),
  };
}
