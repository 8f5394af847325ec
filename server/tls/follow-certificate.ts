import type { FastifyBaseLogger } from 'fastify';
import { type Certificate, type CertificateFiles, readCertificate } from './certificate.ts';
import { securedBy } from './secure-server.ts';

/** What takes a new certificate: a TLS server. */
interface Secured {
  setSecureContext(options: typeof securedBy & { readonly cert: string; readonly key: string }): void;
}

const day = 86_400_000;

/**
 * Looks at the files of a certificate from time to time, and takes a new one without a restart: connections that are open
 * stay, new ones get it. By looking, because renewals replace links and mounts, which no watcher tells of reliably.
 * Files that do not fit together, as while only one of them is written, change nothing. Returns how to stop.
 */
export function followCertificate(
  server: Secured,
  files: CertificateFiles,
  first: Certificate,
  { every, log, now }: { readonly every: number; readonly log: FastifyBaseLogger; readonly now: () => Date },
): () => void {
  let inUse = first;
  let said = '';
  const say = (sentence: string): void => {
    if (sentence !== said && sentence !== '') log.error(sentence);
    said = sentence;
  };
  const look = (): void => {
    const found = readCertificate(files);
    if (!found.ok) {
      say(`The certificate in use stays: ${found.problem}`);
      return;
    }
    if (found.value.fingerprint !== inUse.fingerprint || found.value.cert !== inUse.cert) {
      inUse = found.value;
      server.setSecureContext({ ...securedBy, cert: inUse.cert, key: inUse.key });
      log.info({ expires: inUse.expires }, 'certificate replaced');
    }
    say(warning(inUse.expires.getTime() - now().getTime()));
  };
  say(warning(first.expires.getTime() - now().getTime()));
  const looking = setInterval(look, every).unref();
  return () => clearInterval(looking);
}

function warning(left: number): string {
  if (left <= 0) return 'The certificate in TLS_CERT has expired: nobody accepts it. Renew it.';
  return left < 14 * day ? `The certificate in TLS_CERT expires in ${Math.ceil(left / day)} days. Renew it.` : '';
}
