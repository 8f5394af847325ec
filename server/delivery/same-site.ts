import type { FastifyRequest } from 'fastify';

/**
 * Whether a form was sent from a page of this server (language.md 9.1): browsers say so in `Sec-Fetch-Site`, older ones
 * in `Origin`. A request with neither comes from no browser and carries nobody's sign-in.
 */
export function isFromSameSite(request: FastifyRequest, origin: string): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const from = request.headers.origin;
  return from === undefined || from === origin || from === `${request.protocol}://${request.host}`;
}
