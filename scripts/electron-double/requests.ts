import { fakePolicy, toFake, toReal } from './addresses.ts';
import type { Session } from './devtools.ts';
import { handlers, theSession } from './session.ts';

/** A request that Chromium holds until it is answered. */
export interface Paused {
  readonly requestId: string;
  readonly resourceType: string;
  readonly frameId: string;
  readonly request: {
    readonly url: string;
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly hasPostData?: boolean;
    readonly postDataEntries?: readonly { readonly bytes?: string }[];
  };
}

/** Answers a request from main's protocol handler; without one, the network is down. */
export async function answerRequest(session: Session, paused: Paused): Promise<void> {
  const { requestId, request } = paused;
  const url = toReal(request.url);
  const refuse = (errorReason: 'BlockedByClient' | 'InternetDisconnected' | 'Failed') =>
    session.send('Fetch.failRequest', { requestId, errorReason });

  const before = await theSession._run('onBeforeRequest', { url });
  if (before.cancel) return void (await refuse('BlockedByClient'));
  const scheme = url.slice(0, url.indexOf(':')).toLowerCase();
  const handler = handlers.get(scheme);
  if (!handler) {
    if (/^(https?|wss?)$/.test(scheme)) return void (await refuse('InternetDisconnected'));
    return void (await session.send('Fetch.continueRequest', { requestId }));
  }
  let response: Response;
  try {
    response = await handler(toRequest(url, paused));
  } catch (problem) {
    console.error('electron double: the protocol handler failed', problem);
    return void (await refuse('Failed'));
  }
  const headers = await theSession._run('onHeadersReceived', { url });
  await session.send('Fetch.fulfillRequest', {
    requestId,
    responseCode: response.status,
    responseHeaders: headersOf(response, headers.responseHeaders),
    body: Buffer.from(await response.arrayBuffer()).toString('base64'),
  });
}

function toRequest(url: string, { request }: Paused): Request {
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, toReal(value)]));
  const body = (request.postDataEntries ?? []).map(({ bytes = '' }) => Buffer.from(bytes, 'base64'));
  return new Request(url, {
    method: request.method,
    headers,
    ...(request.hasPostData && { body: Buffer.concat(body) }),
  });
}

function headersOf(response: Response, changed: Readonly<Record<string, string | string[]>> | undefined) {
  const all = Object.entries(changed ?? Object.fromEntries(response.headers));
  return all.flatMap(([name, given]) => [given].flat().map((value) => ({ name, value: translate(name, value) })));
}

function translate(header: string, value: string): string {
  if (/^content-security-policy/i.test(header)) return fakePolicy(value);
  return /^location$/i.test(header) ? toFake(value) : value;
}
