import { createHmac, timingSafeEqual } from 'node:crypto';
import { places } from './cohort.ts';
import type { SentPage } from './outcomes.ts';

/** Which answer a browser tells of: a page of one version, sent to one visitor in one rollout. */
export interface PageToken extends SentPage {
  readonly rollout: string;
}

/**
 * Short texts that only a server that knows the key can have made. Whoever sends one twice tells nothing new: what counts
 * is the visitor in it, and that once.
 */
export interface PageTokens {
  write(page: PageToken): string;
  /** Null for anything else, and for a page that was sent too long ago. */
  read(text: string, now: number): PageToken | null;
}

/** Milliseconds after which nobody is asked any more how a page does. */
const lifetime = 10 * 60 * 1_000;
/** Milliseconds by which the clocks of servers may differ. */
const skew = 60_000;

const written =
  /^(?<rollout>[A-Za-z0-9-]{1,64})\.(?<arm>[sc])\.(?<visitor>[0-9a-z]{1,3})\.(?<sentAt>[0-9a-z]{8,9})\.(?<seal>[\w-]{16})$/;

/** `keys`: the newest first; older ones are still read. */
export function pageTokens(keys: () => readonly Buffer[]): PageTokens {
  return {
    write({ rollout, arm, visitor, sentAt }) {
      const key = keys()[0];
      if (!key) throw new Error('There is no key for page tokens.');
      const text = [rollout, arm[0], visitor.toString(36), sentAt.toString(36)].join('.');
      return `${text}.${sealOf(text, key)}`;
    },
    read(text, now) {
      const { rollout, arm, visitor = '', sentAt = '', seal } = written.exec(text)?.groups ?? {};
      if (rollout === undefined || seal === undefined) return null;
      const content = text.slice(0, -seal.length - 1);
      if (!keys().some((key) => timingSafeEqual(Buffer.from(sealOf(content, key)), Buffer.from(seal)))) return null;
      const [at, place] = [Number.parseInt(sentAt, 36), Number.parseInt(visitor, 36)];
      if (at > now + skew || at < now - lifetime || place >= places) return null;
      return { rollout, arm: arm === 'c' ? 'candidate' : 'stable', visitor: place, sentAt: at };
    },
  };
}

/** 96 bits: nobody guesses one in the ten minutes for which it is worth something. */
const sealOf = (text: string, key: Buffer): string =>
  createHmac('sha256', key).update(text).digest().subarray(0, 12).toString('base64url');
