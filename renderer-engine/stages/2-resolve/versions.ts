import semver from 'semver';
import type { StudioDocument } from '../../document/types.ts';
import type { Limits } from '../../engine.ts';
import type { FrontContext, Parsed } from '../flow.ts';
import type { ParsedDocuments } from './parsed-documents.ts';

/** `id@range`, split. */
export interface Wanted {
  readonly id: string;
  readonly range: string;
}

export function wantedOf(reference: string): Wanted {
  const at = reference.indexOf('@');
  return { id: reference.slice(0, at), range: reference.slice(at + 1) };
}

/** Alias → reference, as far as the limit goes. */
export const usesOf = ({ uses = {} }: StudioDocument, most: number): readonly (readonly [string, string])[] =>
  Object.entries(uses).slice(0, most);

/** What a document asks for: alias (or `extends`) → reference. */
export function wantsOf(
  parsed: Parsed,
  { uses: most }: Limits,
): readonly (readonly [pointer: string, reference: string])[] {
  const document = parsed.document;
  if (!document) return [];
  const uses = usesOf(document, most).map(([alias, reference]) => [`/uses/${alias}`, reference] as const);
  return document.extends === undefined ? uses : [...uses, ['/extends', document.extends] as const];
}

/** Which version every request gets. */
export interface Selection {
  /** Null when nothing fits. */
  choose(wanted: Wanted): Parsed | null;
  /** Requests that the chosen version does not suit: id → who asked for what. */
  readonly conflicts: ReadonlyMap<string, readonly string[]>;
  readonly tooMany: boolean;
  /** Every version that some request gets. */
  readonly chosen: readonly Parsed[];
}

/**
 * One version per id and major for the whole compilation: the highest that suits everyone who asks (language.md 5.1).
 * What a document asks for depends on its version, so choosing is repeated until nothing changes.
 */
export function selectVersions(
  roots: readonly Parsed[],
  documents: ParsedDocuments,
  { limits }: FrontContext,
  /** References of whoever is no document, e.g. the theme of the settings. */
  wanted: readonly string[] = [],
): Selection {
  let chosen = new Map<string, Parsed>();
  const start: Start = { roots, wanted, limits, most: limits.dependencies + roots.length - 1 };
  let round = chooseOnce(start, documents, chosen);
  for (let rounds = 0; rounds < mostRounds && !sameChoice(chosen, round.chosen); rounds++) {
    chosen = round.chosen;
    round = chooseOnce(start, documents, chosen);
  }
  return {
    choose: (wanted) => pick(wanted, documents, round.chosen),
    conflicts: round.conflicts,
    tooMany: round.tooMany,
    chosen: [...new Set(round.taken.map((one) => round.chosen.get(majorKey(one)) ?? one))],
  };
}

const mostRounds = 20;

interface Start {
  readonly limits: Limits;
  readonly roots: readonly Parsed[];
  readonly wanted: readonly string[];
  readonly most: number;
}

interface Round {
  readonly taken: readonly Parsed[];
  readonly chosen: Map<string, Parsed>;
  readonly conflicts: Map<string, readonly string[]>;
  readonly tooMany: boolean;
}

function chooseOnce(
  { roots, wanted: settings, limits, most }: Start,
  documents: ParsedDocuments,
  before: ReadonlyMap<string, Parsed>,
): Round {
  const requests = new Map<string, { range: string; requester: string }[]>();
  const seen = new Set<Parsed>(roots);
  const taken = new Set<Parsed>();
  const queue = [...roots];
  let tooMany = false;
  const request = (reference: string, requester: string): void => {
    const wanted = wantedOf(reference);
    const own = pick(wanted, documents, before);
    if (!own) return;
    const key = majorKey(own);
    taken.add(own);
    requests.set(key, [...(requests.get(key) ?? []), { range: wanted.range, requester }]);
    if (seen.has(own)) return;
    if (seen.size > most) {
      tooMany = true;
      return;
    }
    seen.add(own);
    queue.push(own);
  };
  for (const reference of settings) request(reference, 'studio.json');
  for (let parsed = queue.pop(); parsed; parsed = queue.pop()) {
    const requester = `${parsed.document?.id}@${parsed.document?.version}`;
    for (const [, reference] of wantsOf(parsed, limits)) request(reference, requester);
  }
  const chosen = new Map<string, Parsed>();
  const conflicts = new Map<string, readonly string[]>();
  for (const [key, asked] of requests) {
    const id = key.slice(0, key.lastIndexOf('@'));
    const candidates = documents.versions(id).filter((parsed) => majorKey(parsed) === key);
    const suits = candidates.find((parsed) => asked.every(({ range }) => fits(parsed, range)));
    if (suits) chosen.set(key, suits);
    else
      conflicts.set(
        id,
        asked.map(({ range, requester }) => `${requester} wants ${range}`),
      );
  }
  return { taken: [...taken], chosen, conflicts, tooMany };
}

/** The version chosen for its major, if it fits; else the best that fits. */
function pick({ id, range }: Wanted, documents: ParsedDocuments, chosen: ReadonlyMap<string, Parsed>): Parsed | null {
  const best = documents.versions(id).find((parsed) => fits(parsed, range));
  if (!best) return null;
  const common = chosen.get(majorKey(best));
  return common && fits(common, range) ? common : best;
}

const majorKey = (parsed: Parsed): string => {
  const { id, version } = parsed.document!;
  return `${id}@${version.split('.')[0]}`;
};

const fits = (parsed: Parsed, range: string): boolean => semver.satisfies(parsed.document!.version, range);

const sameChoice = (a: ReadonlyMap<string, Parsed>, b: ReadonlyMap<string, Parsed>): boolean =>
  a.size === b.size && [...a].every(([key, parsed]) => b.get(key) === parsed);
