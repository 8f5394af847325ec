import { nearestName } from '../../diagnostics/nearest-name.ts';
import type { Json, JsonObject, TestCase } from '../../document/types.ts';
import type { Origin } from '../flow.ts';
import { missing, renaming } from './check-cases.ts';
import { findNode } from './find-node.ts';
import { leadsAway } from './leads-away.ts';
import { inside, type Validation } from './validation.ts';

/** What can never be done, or come true: a case that asks for it could only fail. */
export function checkSteps({ steps = [], expect = [] }: TestCase, at: Origin, validation: Validation): void {
  const tell = (problem: string, origin: Origin, fixes = renaming(origin, null)) =>
    void validation.teller.tell('UI5011', { problem }, { origin }, { fixes });
  let isAway = false;
  steps.forEach((step, index) => {
    const place = inside(inside(at, 'steps'), index);
    const { do: what, for: time = 'settled', target } = step;
    if (what === 'wait' && time !== 'settled' && !duration.test(String(time))) {
      tell(`"${String(time)}" is no time to wait. Write "settled", or a time such as "300ms".`, inside(place, 'for'));
    }
    const problem = !isAway && what === 'fill' && typeof target === 'string' ? notFilled(target, validation) : null;
    if (problem !== null) tell(problem, inside(place, 'target'));
    isAway ||= leadsAway(step, validation);
  });
  expect.forEach((one, index) => {
    const place = inside(inside(at, 'expect'), index);
    if (Array.isArray(one['errors']) && !isAway) checkErrors(one['errors'], inside(place, 'errors'), validation, tell);
    if (Array.isArray(one['requests'])) checkRequests(one['requests'], inside(place, 'requests'), validation, tell);
  });
}

type Tell = (problem: string, origin: Origin, fixes?: ReturnType<typeof renaming>) => void;

const duration = /^\d+(?:ms|s|m)$/;

/** Why nobody can fill a node of this page; null when somebody might. */
function notFilled(target: string, { resolved: { root } }: Validation): string | null {
  const node = root && findNode(target, [root]);
  if (node?.target.kind !== 'core') return null;
  if (node.type === 'Hidden') {
    return `Nobody can see "${target}", so nobody can fill it. Give it its value in "form" of the fixture.`;
  }
  if (node.target.component.valueType !== undefined) return null;
  return `"${target}" is a ${node.type}, which holds no value. Fill one of the inputs in it, or click it.`;
}

/** Ids of rules, or where and what: `/email:required`. What is included has rules of its own. */
function checkErrors(
  names: readonly Json[],
  at: Origin,
  { resolved: { page, includes } }: Validation,
  tell: Tell,
): void {
  if (includes.length > 0) return;
  const rules = Object.values(page.forms).flatMap((form) => (form.rules ?? []).map(({ id }) => id));
  for (const [index, name] of names.entries()) {
    if (typeof name !== 'string' || rules.includes(name) || /^(?:\/[^:]*)+:[A-Za-z]+$/.test(name)) continue;
    const place = inside(at, index);
    const nearest = nearestName(name, rules);
    const known = missing('rule', name, nearest);
    tell(
      `${known} Errors are ids of rules, or a field and a keyword as in "/email:required".`,
      place,
      renaming(place, nearest),
    );
  }
}

/** Without a manifest nobody knows. */
function checkRequests(requests: readonly Json[], at: Origin, { context }: Validation, tell: Tell): void {
  const calls = context.manifests.calls?.['calls'] as Readonly<Record<string, JsonObject>> | undefined;
  if (!calls) return;
  for (const [index, request] of requests.entries()) {
    const call = (request as JsonObject)['call'];
    if (typeof call !== 'string' || Object.hasOwn(calls, call)) continue;
    const place = inside(inside(at, index), 'call');
    const nearest = nearestName(call, Object.keys(calls));
    tell(missing('call', call, nearest), place, renaming(place, nearest));
  }
}
