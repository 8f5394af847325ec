import type { Bump, Change } from './contract.ts';

/** What a kind of change means, whatever it happens to: a row of language.md 10.3. */
interface Rule {
  readonly breaks: '' | 'B' | 'F' | 'BF';
  readonly bump: Exclude<Bump, 'none'>;
  readonly visual?: true;
  /** The sentence; `what` names the thing, as in `The prop "size"`. */
  readonly reason: (what: string) => string;
}

const breaking = (reason: Rule['reason'], breaks: 'B' | 'BF' = 'B'): Rule => ({ breaks, bump: 'major', reason });
const additive = (reason: Rule['reason'], breaks: '' | 'F' = 'F'): Rule => ({ breaks, bump: 'minor', reason });
const patch = (reason: Rule['reason'], visual?: true): Rule => ({
  breaks: '',
  bump: 'patch',
  reason,
  ...(visual && { visual }),
});

/** Rows that hold alike for params, props and types: what others write. */
const inputRules = <Family extends string>(family: Family) =>
  ({
    [`${family}/added-optional`]: additive(
      (what) => `${what} is new and optional; what was written before still fits.`,
    ),
    [`${family}/added-required`]: breaking(
      (what) => `${what} is new and required, so what was written before lacks it.`,
    ),
    [`${family}/removed`]: breaking((what) => `${what} is gone, so whoever sets it is refused.`),
    [`${family}/widened`]: additive(
      (what) => `${what} takes more than before; the older version refuses the new values.`,
    ),
    [`${family}/narrowed`]: breaking((what) => `${what} takes less than before, so values that were fine are refused.`),
    [`${family}/required`]: breaking((what) => `${what} became required, so what leaves it out no longer fits.`),
    [`${family}/optional`]: additive((what) => `${what} became optional; the older version still needs it.`),
    [`${family}/changed`]: breaking(
      (what) => `${what} changed in a way that cannot be compared, so it counts as breaking.`,
      'BF',
    ),
    [`${family}/default`]: {
      breaks: '',
      bump: 'minor',
      visual: true,
      reason: (what) =>
        `The default of ${what.charAt(0).toLowerCase()}${what.slice(1)} is another one, so pages may look different.`,
    } satisfies Rule,
  }) as Record<
    `${Family}/${'added-optional' | 'added-required' | 'removed' | 'widened' | 'narrowed' | 'required' | 'optional' | 'changed' | 'default'}`,
    Rule
  >;

/** Every change class by its permanent id. */
export const rules = {
  ...inputRules('param'),
  ...inputRules('prop'),
  ...inputRules('type'),
  ...inputRules('context'),
  ...inputRules('value'),
  'data/added-optional': additive((what) => `${what} is read when it is there; answers without it still fit.`),
  'data/added-required': breaking((what) => `${what} is needed now, so answers made for the older version lack it.`),
  'data/removed': additive((what) => `${what} is no longer read; the older version still needs it.`),
  'data/widened': additive((what) => `${what} accepts more answers; the older version refuses the new ones.`),
  'data/narrowed': breaking((what) => `${what} accepts fewer answers than before.`),
  'data/required': breaking((what) => `${what} became required, so answers that leave it out no longer fit.`),
  'data/optional': patch((what) => `${what} may be missing now; every answer that fitted still does.`),
  'data/changed': breaking(
    (what) => `${what} changed in a way that cannot be compared, so it counts as breaking.`,
    'BF',
  ),
  'data/default': patch(
    (what) => `What stands in for ${what.charAt(0).toLowerCase()}${what.slice(1)} is another value.`,
    true,
  ),
  'source/added': breaking((what) => `${what} is new; a host that lacks it cannot serve this version.`),
  'source/removed': additive((what) => `${what} is no longer asked; the older version still asks it.`),
  'source/changed': breaking((what) => `${what} is another one; a host that lacks it cannot serve this version.`),
  'source/optional': patch((what) => `${what} may fail now without failing the page.`),
  'source/required': breaking((what) => `${what} may no longer fail, so pages that showed without it do not.`),
  'call/added': breaking((what) => `${what} is new; a host that lacks it cannot serve this version.`),
  'call/removed': additive((what) => `${what} is no longer made; the older version still makes it.`),
  'form/added': additive((what) => `${what} is new.`, ''),
  'form/removed': breaking((what) => `${what} is gone; a page that was open before cannot send it.`),
  'form/field-accepted': additive((what) => `${what} is new, and the call it goes to takes it.`, ''),
  'form/field-refused': breaking(
    (what) => `${what} is new, and the call it goes to does not take it; the call needs a new contract.`,
  ),
  'form/field-needed': breaking(
    (what) => `${what} is gone, and the call it went to requires it; the call needs a new contract.`,
  ),
  'form/field-dropped': additive((what) => `${what} is no longer sent; the call does not require it.`),
  'form/narrowed': additive((what) => `${what} takes less than before; what is sent still fits the call.`),
  'form/widened': additive((what) => `${what} takes more than before, and the call takes that too.`, ''),
  'form/beyond-call': breaking((what) => `${what} takes more than the call it goes to; the call needs a new contract.`),
  'form/changed': breaking(
    (what) => `${what} changed in a way that cannot be compared, so it counts as breaking.`,
    'BF',
  ),
  'form/rule-added': additive((what) => `${what} is new, so fewer values are sent.`),
  'form/rule-changed': additive((what) => `${what} is another one, so other values are sent.`),
  'form/rule-removed': additive((what) => `${what} is gone; the call may be sent what it held back.`),
  'form/call': breaking((what) => `${what} goes to another call; a host that lacks it cannot serve this version.`),
  'form/default': patch((what) => `${what} starts with another value.`, true),
  'slot/added': additive((what) => `${what} is new.`),
  'slot/removed': breaking((what) => `${what} is gone, so what filled it is refused.`),
  'slot/required': breaking((what) => `${what} must be filled now.`),
  'slot/optional': additive((what) => `${what} may stay empty now.`),
  'slot/fewer': breaking((what) => `${what} takes fewer nodes than before.`),
  'slot/more': additive((what) => `${what} takes more nodes than before.`),
  'slot/accepts-less': breaking((what) => `${what} no longer accepts every type it did.`),
  'slot/accepts-more': additive((what) => `${what} accepts more types than before.`),
  'slot/provides-less': breaking((what) => `${what} no longer provides every name its content could read.`),
  'slot/provides-more': additive((what) => `${what} provides more names to its content.`),
  'node/removed': breaking((what) => `${what} is gone, and actions, overrides or masks name it.`),
  'event/added': additive((what) => `${what} is new.`),
  'event/removed': breaking((what) => `${what} is gone, so whoever listens hears nothing.`),
  // What others read: it may only become narrower.
  'event-detail/added-optional': additive((what) => `${what} tells more than before.`),
  'event-detail/added-required': additive((what) => `${what} tells more than before.`),
  'event-detail/removed': breaking((what) => `${what} tells less than before, so whoever reads it finds nothing.`),
  'event-detail/widened': breaking((what) => `${what} may be something that listeners do not expect.`),
  'event-detail/narrowed': additive((what) => `${what} takes fewer values than before.`),
  'event-detail/required': additive((what) => `${what} is always there now.`),
  'event-detail/optional': breaking((what) => `${what} may be missing now, and listeners count on it.`),
  'event-detail/changed': breaking(
    (what) => `${what} changed in a way that cannot be compared, so it counts as breaking.`,
    'BF',
  ),
  'event-detail/default': patch((what) => `${what} has another default.`),
  'part/added': additive((what) => `${what} is new.`),
  'part/removed': breaking((what) => `${what} is gone, so themes style nothing.`),
  'token/added': additive((what) => `${what} is new.`),
  'token/removed': breaking((what) => `${what} is gone, so themes and styles that name it fail.`),
  'token/value': patch((what) => `${what} has another value.`, true),
  'token/type': breaking((what) => `${what} has another type.`),
  'definition/added': additive((what) => `${what} is new.`, ''),
  'definition/removed': breaking((what) => `${what} is gone, so references to it lead nowhere.`),
  'definition/content': patch((what) => `${what} has other content.`, true),
  'message/added': additive((what) => `${what} is new.`, ''),
  'message/removed': breaking((what) => `${what} is gone, so whoever shows it shows nothing.`),
  'message/arguments': breaking((what) => `${what} takes other arguments.`),
  'requires/core': breaking((what) => `${what} is raised, so engines that ran the older version refuse this one.`),
  'requires/core-offered': patch((what) => `${what} is raised, and every engine it is deployed on has that version.`),
  'requires/feature': breaking((what) => `${what} is needed now; an engine without it refuses this version.`),
  'dependency/added': patch((what) => `${what} is used now; it is inlined, so nothing else has to know.`, true),
  'dependency/removed': patch((what) => `${what} is no longer used.`, true),
  'dependency/minor': patch((what) => `${what} is a newer one of the same major.`, true),
  'dependency/major': patch(
    (what) => `${what} is another major; what that changes for others stands in this list.`,
    true,
  ),
  'route/changed': breaking((what) => `${what} is another one, so links and bookmarks lead nowhere.`),
  'route/added': additive((what) => `${what} is new.`),
  'access/tightened': breaking((what) => `${what} is tighter, so people who saw the page no longer do.`),
  'access/loosened': additive((what) => `${what} is looser; the older version refuses the people who were let in.`),
  'kind/changed': breaking((what) => `${what} is another one.`, 'BF'),
  'content/changed': patch((what) => `${what} changed, and nothing others rely on.`, true),
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleId = keyof typeof rules;

/** A difference that was found, before it is put down to an older version. */
export type Found = Omit<Change, 'against'>;

/** Judges a difference by its rule. */
export function changeOf(
  rule: RuleId,
  what: string,
  pointer: string,
  before: unknown = null,
  after: unknown = null,
): Found {
  const { breaks, bump, reason, visual } = rules[rule] as Rule;
  return {
    rule,
    pointer,
    before,
    after,
    reason: reason(what),
    breaks: { backward: breaks.includes('B'), forward: breaks.includes('F') },
    bump,
    visual: visual ?? false,
  };
}
