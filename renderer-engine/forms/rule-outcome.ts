import { milliseconds } from '../document/duration.ts';
import type { Json, JsonObject } from '../document/types.ts';
import type { HostManifests, RuleCheck } from '../engine.ts';
import type { Code, FormRuleContract } from '../program.ts';
import type { KeptOutcomes } from './kept-outcomes.ts';
import type { TimeBudget } from './time-budget.ts';
import type { ValidationTally } from './validation-statistics.ts';

/** `unknown`: nobody could say in time, which is never valid. `skipped`: not asked, because nothing was to be waited for. */
export type Outcome = 'holds' | 'broken' | 'unknown' | 'skipped';

/** What deciding a rule needs. */
export interface RuleTools {
  readonly evaluate: (code: Code) => Json;
  readonly checks: Readonly<Record<string, RuleCheck>>;
  readonly manifests: HostManifests;
  readonly kept: KeptOutcomes;
  readonly tally: ValidationTally;
  readonly budget: TimeBudget;
  /** False: registered checks are left out. */
  readonly asksHost: boolean;
}

/**
 * Whether a rule holds. An assertion that gives null counts as broken. Assertions of layer 2 depend on the value alone,
 * so their outcome is kept; those of layer 3 read what may have changed, and are always decided anew.
 *
 * @param name Of the rule, unlike any other of any program.
 */
export async function outcomeOf(rule: FormRuleContract, name: string, value: Json, tools: RuleTools): Promise<Outcome> {
  const { assert, check } = rule;
  if (assert !== null) {
    const decide = () => tools.evaluate(assert) === true;
    const holds = rule.layer === 2 ? tools.kept.pure(name, value, decide, () => tools.tally.known(2)) : decide();
    if (!holds) return 'broken';
  }
  return check === null ? 'holds' : answerOf(check, rule, tools);
}

async function answerOf(check: string, { with: given, layer }: FormRuleContract, tools: RuleTools): Promise<Outcome> {
  if (!tools.asksHost) return 'skipped';
  const registered = Object.hasOwn(tools.checks, check) ? tools.checks[check] : undefined;
  if (!registered) return 'unknown';
  const args = (given === null ? {} : tools.evaluate(given)) as JsonObject;
  const known = tools.kept.answer(check, args);
  if (known !== undefined) {
    tools.tally.known(layer);
    return known ? 'holds' : 'broken';
  }
  const answer = await tools.budget.within(() => registered(args));
  if (typeof answer !== 'boolean') return 'unknown';
  const lifetime = lifetimeOf(check, tools.manifests);
  if (lifetime > 0) tools.kept.keep(check, args, answer, lifetime);
  return answer ? 'holds' : 'broken';
}

/** Milliseconds an answer holds: `ttl` of the check in `calls.manifest.json`, else no time at all. */
function lifetimeOf(check: string, { calls }: HostManifests): number {
  const entry = (calls?.['checks'] as JsonObject | undefined)?.[check] as JsonObject | undefined;
  const ttl = entry?.['ttl'];
  return typeof ttl === 'string' ? (milliseconds(ttl) ?? 0) : 0;
}
