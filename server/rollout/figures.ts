import { randomUUID } from 'node:crypto';
import { type Db, figuresOf, saveFigures } from '../storage/index.ts';
import { newOutcomes, type Outcomes } from './outcomes.ts';
import { noTallies, readTally, sumOf, type Tallies } from './outcomes-tally.ts';
import type { ShadowReport } from './shadow.ts';

/** What is known of a rollout by its figures. */
export interface RolloutFigures {
  readonly tallies: Tallies;
  /** What trying the candidate before the first visitor showed; null before that. */
  readonly shadow: ShadowReport | null;
}

/** What all servers have counted of rollouts. */
export interface Figures {
  /** Where this server counts. */
  outcomes(id: string): Outcomes;
  /** The sum of all servers. Where the database is away: what this one saw, and what it last knew of the others. */
  tallies(id: string, now: number): Promise<Tallies>;
  /** The same as far as this server knows, at once. */
  known(id: string, now: number): Tallies;
  saveShadow(id: string, report: ShadowReport): void;
  /** As stored, for people; with what this server knows now. */
  read(id: string, now: number): Promise<RolloutFigures>;
  /** Writes the last of what was counted of other rollouts, and forgets them. */
  keepOnly(open: ReadonlySet<string>, now: number): Promise<void>;
}

export interface FiguresOptions {
  readonly db: Db;
  /** Milliseconds after which what this server saw is written, for others to know. */
  readonly every: number;
}

/** What this server knows of one rollout. */
interface Own {
  /** Names the row. */
  readonly node: string;
  readonly outcomes: Outcomes;
  shadow: ShadowReport | null;
  /** JSON of what was written last, and when that was. */
  written: string;
  writtenAt: number;
  /** The sum of the others, and their report. */
  others: RolloutFigures;
}

export function sharedFigures({ db, every }: FiguresOptions): Figures {
  const known = new Map<string, Own>();

  function ownOf(id: string): Own {
    const found = known.get(id) ?? {
      // Another one each time: what was counted before stays in the sum.
      node: randomUUID(),
      outcomes: newOutcomes(),
      shadow: null,
      written: '',
      writtenAt: Number.NEGATIVE_INFINITY,
      others: { tallies: noTallies, shadow: null },
    };
    known.set(id, found);
    return found;
  }

  async function write(id: string, own: Own, now: number): Promise<void> {
    const tallies = JSON.stringify(own.outcomes.tallies(now));
    const shadow = own.shadow && JSON.stringify(own.shadow);
    if (own.written === tallies + shadow) return;
    own.writtenAt = now;
    await saveFigures(db, { rollout_id: id, node: own.node, tallies, shadow, at: new Date(now).toISOString() });
    own.written = tallies + shadow;
  }

  async function stored(id: string, but: string | null): Promise<RolloutFigures> {
    const rows = (await figuresOf(db, id)).filter(({ node }) => node !== but);
    const all = rows.map(({ tallies }) => JSON.parse(tallies) as Readonly<Record<keyof Tallies, unknown>>);
    const sum = (arm: keyof Tallies) => sumOf(all.map((tallies) => readTally(JSON.stringify(tallies[arm] ?? {}))));
    const shadow = rows.find((row) => row.shadow !== null)?.shadow ?? null;
    return {
      tallies: { stable: sum('stable'), candidate: sum('candidate') },
      shadow: shadow === null ? null : (JSON.parse(shadow) as ShadowReport),
    };
  }

  const together = (own: Own, now: number): RolloutFigures => {
    const mine = own.outcomes.tallies(now);
    const { tallies, shadow } = own.others;
    const sum = (arm: keyof Tallies) => sumOf([mine[arm], tallies[arm]]);
    return { tallies: { stable: sum('stable'), candidate: sum('candidate') }, shadow: own.shadow ?? shadow };
  };

  /** Never rejects: without a database everybody judges what they know. */
  const exchange = async (id: string, own: Own, now: number): Promise<void> => {
    try {
      if (now - own.writtenAt >= every) await write(id, own, now);
      own.others = await stored(id, own.node);
    } catch {
      // It is asked again a moment later, and that the database is away is told elsewhere.
    }
  };

  return {
    outcomes: (id) => ownOf(id).outcomes,
    async tallies(id, now) {
      const own = ownOf(id);
      await exchange(id, own, now);
      return together(own, now).tallies;
    },
    known: (id, now) => together(ownOf(id), now).tallies,
    saveShadow(id, report) {
      ownOf(id).shadow = report;
    },
    async read(id, now) {
      const own = known.get(id);
      if (!own) return stored(id, null);
      own.others = await stored(id, own.node);
      return together(own, now);
    },
    async keepOnly(open, now) {
      for (const [id, own] of known) {
        if (open.has(id)) continue;
        known.delete(id);
        await write(id, own, now).catch(() => undefined);
      }
    },
  };
}
