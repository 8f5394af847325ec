import type { Tab } from '../browsers/tab.ts';
import type { Visitor } from './page/prepare-visit.ts';

/** From here on questions of the page are dismissed. */
export const dismissQuestions = (tab: Tab): Promise<void> =>
  tab.run(() => {
    (globalThis as unknown as { __visitor: Visitor }).__visitor.questions = 'dismiss';
  }, null);

/** Whether there was one to dismiss; from here on they are answered with yes again. A page that was left dismissed none. */
export const wasDismissed = (tab: Tab): Promise<boolean> =>
  tab.run(() => {
    const visitor = (globalThis as unknown as { __visitor: Visitor }).__visitor;
    const there = visitor.questions === 'dismissed';
    visitor.questions = 'accept';
    return there;
  }, null);
