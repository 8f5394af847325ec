import {
  constants,
  createSecureServer,
  type Http2SecureServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
} from 'node:http2';
import type { Certificate } from './certificate.ts';

/** Milliseconds, bytes. */
export interface SecureServerLimits {
  readonly headers: number;
  readonly request: number;
  readonly idle: number;
  readonly headerBytes: number;
}

/** Only what nobody can read later, even with the key: ephemeral keys, and ciphers that notice every change. */
const ciphers = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
].join(':');

/** What every connection is secured by, whichever certificate is in use. */
export const securedBy = {
  minVersion: 'TLSv1.2',
  maxVersion: 'TLSv1.3',
  ciphers,
  ecdhCurve: 'X25519:P-256',
} as const;

/** HTTP/2 over TLS, and HTTP/1.1 for whoever speaks nothing newer, under the same limits. */
export function secureServer(
  handle: (request: Http2ServerRequest, response: Http2ServerResponse) => void,
  { cert, key }: Pick<Certificate, 'cert' | 'key'>,
  limits: SecureServerLimits,
): Http2SecureServer {
  const ofHttp1 = {
    headersTimeout: limits.headers,
    requestTimeout: limits.request,
    keepAliveTimeout: limits.idle,
    connectionsCheckingInterval: 1_000,
    maxHeaderSize: limits.headerBytes,
  };
  const server = createSecureServer(
    {
      ...ofHttp1,
      ...securedBy,
      cert,
      key,
      allowHTTP1: true,
      handshakeTimeout: limits.headers,
      settings: { maxConcurrentStreams: 100, maxHeaderListSize: limits.headerBytes },
    },
    handle,
  );
  // Of HTTP/1.1 Node sees by itself how long a request takes to arrive.
  server.on('stream', (stream) => {
    if (stream.endAfterHeaders) return;
    const late = setTimeout(() => stream.close(constants.NGHTTP2_CANCEL), limits.request);
    const arrived = (): void => clearTimeout(late);
    stream.once('end', arrived).once('close', arrived);
  });
  return server;
}
