import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { StreamInput } from '#engine';
import type { LivePage } from './live-pages.ts';

/** Counts what becomes of one answer, while two versions of its page are compared. */
export interface AnswerCount {
  /** What the page is rendered from. */
  read(input: StreamInput): void;
  /** It was rendered. `isWell`: no component failed; `html` null: it is only being made. */
  rendered(page: { readonly isWell: boolean; readonly html: Buffer | null }): void;
  /** A page goes out whose browser shall tell how it does. */
  beacon(): Beacon;
  /** It was sent, with this status. */
  ended(status: number): void;
}

/** How a browser tells. */
export interface Beacon {
  /** The script reference that goes into the page. */
  readonly tag: string;
  /** Where violations of the policy are told of. */
  readonly address: string;
}

/** Port: whoever compares versions. Null as long as nobody does, which is nearly always. */
export type CountAnswer = (request: FastifyRequest, page: LivePage) => AnswerCount | null;

declare module 'fastify' {
  interface FastifyRequest {
    /** Set once it is known which page answers. */
    answerCount: AnswerCount | null;
  }
}

/** Makes room on requests for what counts them, and tells it when they end. */
export function installAnswerCounts(site: FastifyInstance): void {
  site.decorateRequest('answerCount', null);
  site.addHook('onResponse', (request, reply, done) => {
    // To scripts a fragment that failed is sent as one that did not.
    request.answerCount?.ended(Number(reply.getHeader('x-ui-failed') ?? reply.statusCode));
    done();
  });
}

/** Whether a browser is going to show this answer as a page, as far as it says: others could not tell how it does. */
export const isNavigation = ({ method, headers }: Pick<FastifyRequest, 'method' | 'headers'>): boolean =>
  method === 'GET' &&
  headers['hx-request'] === undefined &&
  headers['sec-purpose'] === undefined &&
  (headers['sec-fetch-dest'] ?? 'document') === 'document';

/** What every page of the engine begins with; scripts behind it come later than the beacon, so that it hears of them. */
const beforeBeacon = '<meta charset="utf-8">';

/** A page with a beacon in its head. What does not begin as pages do is left as it is. */
export function withBeacon(html: Buffer, { tag }: Beacon): Buffer {
  const at = html.subarray(0, 1_000).indexOf(beforeBeacon);
  if (at === -1) return html;
  const head = at + beforeBeacon.length;
  return Buffer.concat([html.subarray(0, head), Buffer.from(tag), html.subarray(head)]);
}
