import { createHash, randomInt } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

/**
 * Every visitor has a place among ten thousand, in a cookie that says nothing else and is set only when a rollout needs
 * it. It outlives steps and rollouts, so that whoever had the candidate has it again when a rollout is started anew.
 */
export const places = 10_000;

export const cohortCookie = '_ui_cohort';
const month = 30 * 24 * 60 * 60;

/** The place a request brings, by its first cookie of that name; null when it has none, or something else in its stead. */
export function placeOf({ headers }: Pick<FastifyRequest, 'headers'>): number | null {
  const value = written.exec(headers.cookie ?? '')?.[1];
  return value === undefined ? null : Number(value);
}

const written = new RegExp(`(?:^|;\\s*)${cohortCookie}=(0|[1-9]\\d{0,3})(?:;|$)`);

export const newPlace = (): number => randomInt(places);

/** `Set-Cookie` that keeps a place; `isSecure`: the page came by https. */
export const keepPlace = (place: number, isSecure: boolean): string =>
  `${cohortCookie}=${place}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${month}${isSecure ? '; Secure' : ''}`;

/**
 * Whether a place belongs to the first so many of a hundred. Each document counts from another place (`offsetOf`), so
 * that it is not always the same people who come first.
 */
export const isAmongFirst = (place: number, percent: number, offset: number): boolean =>
  (place + offset) % places < Math.round((percent / 100) * places);

export const offsetOf = (documentId: string): number =>
  createHash('sha256').update(documentId).digest().readUInt32BE(0) % places;
