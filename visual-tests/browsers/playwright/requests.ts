import type { BrowserContext, Route } from 'playwright-core';
import { type Answered, pageOrigin, type TabContent } from '../tab.ts';

/** Who answers the requests of a context. */
export interface Requests {
  /** From now on this is who; gives the addresses that are refused meanwhile. */
  answerBy(answer: TabContent['answer']): ReadonlySet<string>;
}

/** Answers the requests of a context to the page's own origin, and refuses all others. */
export async function answerRequests(context: BrowserContext): Promise<Requests> {
  let answer: TabContent['answer'] = () => Promise.reject(new Error('There is no page yet.'));
  let refused = new Set<string>();
  await context.route('**/*', async (route) => {
    const request = route.request();
    const { origin, pathname, search } = new URL(request.url());
    if (origin !== pageOrigin) {
      refused.add(request.url().slice(0, longestAddress));
      return route.abort('blockedbyclient').catch(() => {});
    }
    // Nobody waits for this handler: a page that has gone meanwhile is no news.
    return answer({
      method: request.method(),
      path: pathname + search,
      kind: kinds[request.resourceType()] ?? 'other',
      body: request.postData(),
      headers: request.headers(),
    }).then(
      (answered) => fulfill(route, answered).catch(() => {}),
      () => route.abort('failed').catch(() => {}),
    );
  });
  await context.routeWebSocket('**', (socket) => {
    refused.add(socket.url().slice(0, longestAddress));
    socket.close();
  });
  return {
    answerBy(next) {
      answer = next;
      refused = new Set();
      return refused;
    },
  };
}

const longestAddress = 200;
const kinds: Readonly<Record<string, 'document' | 'stylesheet'>> = { document: 'document', stylesheet: 'stylesheet' };

const fulfill = (route: Route, { status = 200, headers, body }: Answered): Promise<void> =>
  route.fulfill({ status, headers: { ...headers }, body: typeof body === 'string' ? body : Buffer.from(body) });
