import type { FastifyRequest } from 'fastify';

/** A page elsewhere may point its own name at 127.0.0.1 (DNS rebinding); its `Host` header gives it away. */
export const isOurHost = (host: string | undefined, port: number): boolean =>
  host === `127.0.0.1:${port}` || host === `localhost:${port}`;

/**
 * Did our own window send this? Browsers set both headers and pages cannot forge them. Frames of the preview have the
 * origin "null" and are refused.
 */
export function isOurWindow({ headers }: FastifyRequest): boolean {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  return origin === `http://${host}` && (site === undefined || site === 'same-origin');
}

/** For what a page loads without an `Origin` header (pictures, the event stream): not from another site. */
export function isOurPage({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}
