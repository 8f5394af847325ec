import type { Json } from '#engine';
import type { Tab } from '../browsers/tab.ts';
import { type Found, findTarget, marked, type Sought } from './page/find-target.ts';
import { openNode, scrollToNode } from './page/open-node.ts';
import type { Visitor } from './page/prepare-visit.ts';
import { boxesToClick, leaveField, selectText, setValue } from './page/set-value.ts';
import type { Step, Target } from './read-step.ts';

/** Does one step in a page at rest. A phrase on why it cannot be done, else null. */
export async function takeStep(step: Step, tab: Tab): Promise<string | null> {
  const find = (target: Target, part: Sought['part'], mayBeHidden = false): Promise<Found> =>
    tab.run(findTarget, { ...target, part, mayBeHidden });
  const doing = async (
    target: Target,
    part: Sought['part'],
    act: (found: Extract<Found, { kind: string }>) => Promise<string | null>,
    mayBeHidden = false,
  ): Promise<string | null> => {
    const found = await find(target, part, mayBeHidden);
    return 'problem' in found ? found.problem : act(found);
  };
  switch (step.do) {
    case 'wait':
      if (step.for > 0) {
        // Short timers run by themselves, and a page is at rest only when they have ended.
        await tab.run((time) => (globalThis as unknown as { __visitor: Visitor }).__visitor.pass(time), step.for);
      }
      return null;
    case 'click':
      return doing(step.target, 'handle', () => tab.click(marked).then(done));
    case 'hover':
      return doing(step.target, 'whole', () => tab.hover(marked).then(done));
    case 'focus':
      return doing(step.target, 'focus', () => tab.focus(marked).then(done));
    case 'scrollTo':
      return doing(step.target, 'whole', () => tab.run(scrollToNode, null).then(done), true);
    case 'open':
      return doing(step.target, 'whole', () => tab.run(openNode, null), true);
    case 'press':
      if (!step.target) return tab.press(step.value).then(done);
      return doing(step.target, 'focus', async () => {
        await tab.focus(marked);
        return tab.press(step.value).then(done);
      });
    case 'fill':
      return doing(step.target, 'control', ({ kind }) => fill(kind, step, tab));
  }
}

const done = () => null;

async function fill(
  kind: Extract<Found, { kind: string }>['kind'],
  { target, value }: Extract<Step, { do: 'fill' }>,
  tab: Tab,
): Promise<string | null> {
  if (kind === 'radio' || kind === 'checkboxes') {
    const count = await tab.run(boxesToClick, { node: target.node, value });
    if (typeof count === 'string') return count;
    for (let at = 0; at < count; at++) await tab.click(`[data-studio-box="${at}"]`);
    return null;
  }
  if (kind === 'select' || kind === 'value') {
    await tab.focus(marked);
    const problem = await tab.run(setValue, value);
    if (problem === null) await tab.run(leaveField, null);
    return problem;
  }
  return typeText(textOf(value), tab);
}

async function typeText(text: string, tab: Tab): Promise<string | null> {
  const holds = await tab.run(selectText, null);
  if (text === '') {
    if (holds) await tab.press('Delete');
  } else await tab.type(text);
  const taken = await tab.run(leaveField, null);
  if (taken === null || taken.replaceAll('\r\n', '\n') === text) return null;
  return taken === '' ? `it does not take "${short(text)}"` : `it took "${short(taken)}" of "${short(text)}"`;
}

const textOf = (value: Json): string =>
  value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
