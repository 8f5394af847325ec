/** So many tries, so many of them bad. */
export interface Counts {
  readonly tries: number;
  readonly bad: number;
}

/** How often something is bad: of the version before, and of the candidate. */
export type Rates = readonly [stable: number, candidate: number];

/** From "never" to "always", and from somewhat to much worse. Fixed: the same for every rollout. */
const stableRates = [0.0005, 0.002, 0.01, 0.03, 0.1, 0.3, 0.6];
const candidateRates = [0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 0.97];
const isWorse = ([stable, candidate]: Rates): boolean => odds(candidate) >= 3 * odds(stable);
const odds = (rate: number): number => rate / (1 - rate);

const alternatives: readonly Rates[] = stableRates
  .flatMap((stable) => candidateRates.map((candidate): Rates => [stable, candidate]))
  .filter(isWorse);

/**
 * How much better "the candidate is worse" explains what was counted than "it is no worse", as a natural logarithm.
 * `share` of the visitors have the candidate.
 *
 * A visitor is a draw: of a version, by `share`, and of good or bad. Where both versions are bad equally often, the
 * likelihood ratio of a pair of rates against their mean weighted by `share` has the expectation 1, *whatever* that
 * common rate is, also when it changes with time (Turner, Ly, Grünwald 2021). So the mean over pairs is a
 * supermartingale, and by Ville's inequality it ever comes above 1/α with a probability of α at most, however often one
 * looks. That is Wald's test, for a rate that nobody knows beforehand.
 */
export const evidenceAgainst = (
  candidate: Counts,
  stable: Counts,
  share: number,
  pairs: readonly Rates[] = alternatives,
): number => meanOfLogarithms(pairs.map((pair) => ratio(candidate, stable, share, pair)));

function ratio(candidate: Counts, stable: Counts, share: number, [low, high]: Rates): number {
  const mean = share * high + (1 - share) * low;
  return (
    logLikelihood(candidate, high) -
    logLikelihood(candidate, mean) +
    logLikelihood(stable, low) -
    logLikelihood(stable, mean)
  );
}

/**
 * The same where nobody has the version before any more: against a rate that the candidate should not have, ever.
 * Wald's test of "at most `rate`".
 */
export function evidenceAbove(candidate: Counts, rate: number): number {
  const worse = candidateRates.filter((one) => one > rate && odds(one) >= 4 * odds(rate));
  // Nothing is worse than nearly always.
  if (worse.length === 0) return Number.NEGATIVE_INFINITY;
  return meanOfLogarithms(worse.map((one) => logLikelihood(candidate, one) - logLikelihood(candidate, rate)));
}

/** How much better `rate + more` explains the candidate than `rate`. Below ln β the candidate is not that much worse. */
export const evidenceOfMore = (candidate: Counts, rate: number, more: number): number =>
  logLikelihood(candidate, Math.min(0.999, rate + more)) - logLikelihood(candidate, rate);

/** The rate that is not passed but by bad luck of one in a thousand, whatever was counted. */
export const upperRate = ({ tries, bad }: Counts): number =>
  tries === 0 ? 1 : Math.min(1, (bad + 3 * Math.sqrt(bad) + 7) / tries);

const logLikelihood = ({ tries, bad }: Counts, rate: number): number =>
  (bad === 0 ? 0 : bad * Math.log(rate)) + (tries === bad ? 0 : (tries - bad) * Math.log1p(-rate));

/** ln of the mean of numbers given as logarithms. */
export function meanOfLogarithms(values: readonly number[]): number {
  const most = Math.max(...values);
  if (most === Number.NEGATIVE_INFINITY) return most;
  const sum = values.reduce((all, value) => all + Math.exp(value - most), 0);
  return most + Math.log(sum / values.length);
}
