import type { Tab, TabContent, TabSettings } from '../tab.ts';
import { scriptBefore } from './before.ts';
import { moveActions, pressActions, typeActions } from './keys.ts';
import type { PageServer } from './page-server.ts';
import { resizeTo } from './resize.ts';
import { type Session, WebDriverProblem } from './session.ts';
import { wholePage } from './whole-page.ts';

export interface WebDriverPlace {
  readonly session: Session;
  readonly pages: PageServer;
  /** Where its pages are loaded from. */
  readonly origin: string;
  /** Resolves when the browser went without being asked to. */
  readonly gone: Promise<void>;
}

/** The one tab of a session; what an earlier one has left behind is gone by then. */
export async function openTab<Argument>(
  { session, pages, origin, gone }: WebDriverPlace,
  { viewport, locale }: TabSettings,
  { answer, before }: TabContent<Argument>,
): Promise<Tab> {
  const refused = new Set<string>();
  const crashed = Promise.withResolvers<void>();
  let isPrepared = false;
  let isClosed = false;
  void gone.then(() => !isClosed && crashed.resolve());
  await resizeTo(session, viewport);
  pages.show({
    answer,
    script: scriptBefore(locale, before),
    refuse: (address) => refused.add(address),
    prepared: () => {
      isPrepared = true;
    },
  });

  /** Every verb: a session that turns out to be gone is a crash. */
  const doing = async <Result>(work: Promise<Result>): Promise<Result> => {
    if (isClosed) throw new Error('The tab has been closed.');
    try {
      return await work;
    } catch (problem) {
      if (!session.isOpen()) crashed.resolve();
      throw problem;
    }
  };
  const act = (actions: readonly object[]) => session.call('POST', '/actions', { actions });
  const element = async (selector: string): Promise<string> => {
    const found = await session
      .call('POST', '/element', { using: 'css selector', value: selector })
      .catch((problem: unknown) => {
        const isMissing = problem instanceof WebDriverProblem && problem.code === 'no such element';
        throw isMissing ? new Error(`There is no element "${selector}".`) : problem;
      });
    const [id] = Object.values(found as Record<string, string>);
    await session.call('POST', '/execute/sync', { script: showElement, args: [found] });
    return id!;
  };
  const middle = (selector: string) => session.run(middleOf, selector);
  return {
    go: (path, timeout) =>
      doing(
        (async () => {
          isPrepared = false;
          await session.call('POST', '/timeouts', { pageLoad: timeout, script: 60_000 });
          await session.call('POST', '/url', { url: origin + path });
          if (!isPrepared)
            throw new Error(
              'The page did not run the script that makes it stand still: it is no HTML, or its content policy forbids scripts of its own.',
            );
        })(),
      ),
    run: (task, argument) => doing(session.run(task, argument)),
    screenshot: () => doing(wholePage(session, viewport.dpr)),
    click: (selector) =>
      doing(element(selector).then((id) => session.call('POST', `/element/${id}/click`))).then(nothing),
    hover: (selector) =>
      doing(
        element(selector)
          .then(() => middle(selector))
          .then(([x, y]) => act(moveActions(x, y))),
      ).then(nothing),
    focus: (selector) => doing(element(selector).then(() => session.run(focusOn, selector))),
    press: (key) => doing((async () => act(pressActions(key)))()).then(nothing),
    type: (text) => doing(act(typeActions(text))).then(nothing),
    moveMouse: (x, y) => doing(act(moveActions(x, y))).then(nothing),
    ariaSnapshot: async () => null,
    refused: () => [...refused].sort(),
    crashed: crashed.promise,
    async close() {
      if (isClosed) return;
      isClosed = true;
      await forget(session);
      pages.show(null);
    },
  };
}

const nothing = (): void => {};

/** Nothing stored by one page is seen by the next. */
async function forget(session: Session): Promise<void> {
  if (!session.isOpen()) return;
  try {
    await session.call('DELETE', '/actions');
    await session.run(forgetAll, null);
    await session.call('DELETE', '/cookie');
    await session.call('POST', '/url', { url: 'about:blank' });
  } catch {
    // A page that cannot even do that is in no state to go on: the next one gets a new browser.
    await session.close();
  }
}

/** Scrolls only where it has to: a page must not move for what is in sight. */
const showElement = "arguments[0].scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' })";

function middleOf(selector: string): readonly [number, number] {
  const { left, top, width, height } = document.querySelector(selector)!.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
}

function focusOn(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
}

async function forgetAll(): Promise<void> {
  window.name = '';
  if (!location.protocol.startsWith('http')) return;
  localStorage.clear();
  sessionStorage.clear();
  const names = (await indexedDB.databases?.()) ?? [];
  for (const { name } of names) if (name) indexedDB.deleteDatabase(name);
  if (globalThis.caches) for (const key of await caches.keys()) await caches.delete(key);
}
