import { type ConnectionOptions, connect, type PeerCertificate } from 'node:tls';
import { type Finding, hasFailed, isDone } from './finding.ts';

/** A certificate that is about to end is to be seen before visitors see it. */
const fewDays = 14;

/** What an address shows of itself by TLS. */
export interface Handshake {
  readonly protocol: string;
  readonly cipher: string;
  readonly alpn: string;
  readonly certificate: PeerCertificate;
  /** Why it is not trusted; '' when it is. */
  readonly distrust: string;
}

/** Rejects when no connection comes about. */
export function handshake(url: URL, options: ConnectionOptions = {}): Promise<Handshake> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port: Number(url.port || 443),
      ...(/^[\d.:]+$/.test(host) ? {} : { servername: host }),
      rejectUnauthorized: false,
      timeout: 10_000,
      ...options,
    });
    socket.once('secureConnect', () => {
      const found = {
        protocol: socket.getProtocol() ?? '',
        cipher: socket.getCipher().name,
        alpn: socket.alpnProtocol || '',
        certificate: socket.getPeerCertificate(),
        distrust: socket.authorized ? '' : String(socket.authorizationError),
      };
      socket.destroy();
      resolve(found);
    });
    socket.once('timeout', () => socket.destroy(new Error('it does not answer')));
    socket.once('error', reject);
  });
}

export async function certificateOf(url: URL): Promise<Finding> {
  const { certificate, distrust } = await handshake(url);
  const days = Math.floor((Date.parse(certificate.valid_to) - Date.now()) / 86_400_000);
  if (distrust)
    return hasFailed('certificate', `It is not trusted: ${distrust}. Get one from an authority that browsers know.`);
  return days < fewDays
    ? hasFailed('certificate', `It ends in ${days} days. Renew it.`)
    : isDone('certificate', `It is trusted and counts for another ${days} days.`);
}
