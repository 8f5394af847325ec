import type { FastifyRequest } from 'fastify';

/**
 * Whether a form was sent from a page of this server (language.md 9.1): browsers say so in `Sec-Fetch-Site`, older ones
 * in `Origin`. A request with neither comes from no browser and carries nobody's sign-in.
 */
export function isFromSameSite(request: FastifyRequest, origin: string): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const from = request.headers.origin;
  return from === undefined || isOwnOrigin(request, from, origin);
}

/**
 * The same for what a browser's sign-in stands for, where nothing is taken on trust: both signs have to fit as far as
 * they are there, and one has to be. Pages that send such forms let `Origin` through with their referrer policy.
 */
export function comesFromHere(request: FastifyRequest, origin: string): boolean {
  const { origin: from, 'sec-fetch-site': site } = request.headers;
  if (site !== undefined && site !== 'same-origin') return false;
  return from === undefined ? site !== undefined : isOwnOrigin(request, from, origin);
}

/** This server's public address, or the one it was asked at. */
const isOwnOrigin = (request: FastifyRequest, from: string, origin: string): boolean =>
  from === origin || from === `${request.protocol}://${request.host}`;
