/** What a visited page is told before its own scripts run. */
export interface Preparing {
  /** Milliseconds since 1970: what its clock shows at first. */
  readonly now: number;
}

/** What a visited page keeps for whoever drives it. */
export interface Visitor {
  /** Lets time pass: the clock goes on, and long timers run that are due by then. */
  pass(milliseconds: number): void;
  /** Fields that the browser itself said no to, since they were last changed. */
  readonly refused: Set<Element>;
  /** How questions are answered: with yes, or by dismissing them, and then whether there was one. */
  questions: 'accept' | 'dismiss' | 'dismissed';
}

/** Header that carries fields where the browser does not tell what a request holds. */
export const fieldsHeader = 'x-studio-fields';
/** Where fields of a form that leaves the page are told beforehand. */
export const fieldsPath = '/_studio/fields';

/**
 * Before any script of a visited page, after `freezePage`. Timers of more than two seconds stand still until a step lets
 * time pass, so that a slow machine shows what a fast one does; questions are answered with yes unless the step says otherwise; what forms send is
 * told in a header as well, because not every browser tells. Sent as source.
 */
export function prepareVisit({ now }: Preparing): void {
  const longest = 2_000;
  let passed = 0;
  const Frozen = Date;
  globalThis.Date = new Proxy(Frozen, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length > 0 ? args : [now + passed], newTarget),
    apply: () => new Frozen(now + passed).toString(),
    get: (target, name, receiver) => (name === 'now' ? () => now + passed : Reflect.get(target, name, receiver)),
  });

  interface Held {
    due: number;
    readonly again: number | null;
    readonly run: () => void;
  }
  const held = new Map<number, Held>();
  // Far from the numbers of timers that run.
  let count = 1_000_000_000;
  const hold = (handler: TimerHandler, delay: number, again: boolean, args: readonly unknown[]): number => {
    count += 1;
    const run = () => (typeof handler === 'function' ? handler(...args) : undefined);
    held.set(count, { due: passed + delay, again: again ? delay : null, run });
    return count;
  };
  const { setTimeout: later, setInterval: repeatedly, clearTimeout: forget } = window;
  window.setTimeout = ((handler: TimerHandler, delay = 0, ...args: unknown[]) =>
    Number(delay) > longest
      ? hold(handler, Number(delay), false, args)
      : later(handler, delay, ...args)) as typeof setTimeout;
  window.setInterval = ((handler: TimerHandler, delay = 0, ...args: unknown[]) =>
    Number(delay) > longest
      ? hold(handler, Number(delay), true, args)
      : repeatedly(handler, delay, ...args)) as typeof setInterval;
  window.clearTimeout = (id) => {
    if (!held.delete(Number(id))) forget(id);
  };
  window.clearInterval = window.clearTimeout;
  const pass = (milliseconds: number): void => {
    const end = passed + milliseconds;
    for (;;) {
      const [next] = [...held].sort(([, left], [, right]) => left.due - right.due);
      if (!next || next[1].due > end) break;
      const [id, timer] = next;
      passed = timer.due;
      if (timer.again === null) held.delete(id);
      else timer.due += timer.again;
      try {
        timer.run();
      } catch (problem) {
        // As in a timer: it ends with that, and nothing else does.
        reportError(problem);
      }
    }
    passed = end;
  };

  const refused = new Set<Element>();
  document.addEventListener('invalid', ({ target }) => target instanceof Element && refused.add(target), true);
  document.addEventListener('input', ({ target }) => target instanceof Element && refused.delete(target), true);
  const visitor: Visitor = { pass, refused, questions: 'accept' };
  Object.defineProperty(globalThis, '__visitor', { value: visitor });

  window.confirm = () => {
    if (visitor.questions === 'accept') return true;
    visitor.questions = 'dismissed';
    return false;
  };
  window.alert = () => {};
  window.prompt = () => null;
  window.print = () => {};

  const fieldsOf = (body: unknown): string | null => {
    if (body instanceof URLSearchParams) return body.toString();
    if (typeof body === 'string') return body;
    if (!(body instanceof FormData)) return null;
    return new URLSearchParams([...body].map(([name, value]) => [name, String(value)])).toString();
  };
  const { fetch } = window;
  window.fetch = (input, init) => {
    const fields = fieldsOf(init?.body);
    if (fields === null) return fetch(input, init);
    const headers = new Headers(init?.headers);
    headers.set('x-studio-fields', encodeURIComponent(fields));
    return fetch(input, { ...init, headers });
  };
  // Browsers fetch a download past everybody; here it is asked for like all else, and nothing is kept of it.
  window.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[download]') : null;
    if (!link || event.defaultPrevented) return;
    event.preventDefault();
    void window.fetch(link.href).catch(() => {});
  });
  // The last to hear of it: what a script sends itself does not leave the page.
  window.addEventListener('submit', (event) => {
    const { target: form, submitter, defaultPrevented } = event;
    if (defaultPrevented || !(form instanceof HTMLFormElement)) return;
    const method = submitter?.getAttribute('formmethod') ?? form.method;
    if (method.toLowerCase() !== 'post') return;
    const request = new XMLHttpRequest();
    request.open('POST', '/_studio/fields', false);
    request.setRequestHeader('x-studio-fields', encodeURIComponent(fieldsOf(new FormData(form, submitter)) ?? ''));
    try {
      request.send();
    } catch {
      // The page is on its way out; the step says what came of it.
    }
  });
}
