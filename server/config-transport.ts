import { resolve } from 'node:path';
import { integer, oneOf, type Reading } from './environment.ts';
import { type CertificateFiles, readCertificate } from './tls/certificate.ts';

/** How requests travel. */
export interface Transport {
  /** Certificate and key for TLS in this process; null: it speaks plain HTTP. */
  readonly tls: CertificateFiles | null;
  /** Milliseconds between looks at those files. */
  readonly lookEvery: number;
  /** `near`: plain HTTP only from this machine, or where a trusted proxy says that it ends TLS. */
  readonly plain: 'near' | 'allow';
}

/** TLS_CERT and its like. Files that cannot be used are found at the start. */
export function readTransport(
  environment: Readonly<Record<string, string | undefined>>,
  read: <Value>(reading: Reading<Value>, name: string) => Value,
  tell: (problem: string) => void,
): Transport {
  const { TLS_CERT: certificate, TLS_KEY: key } = environment;
  if (!certificate !== !key) tell('Set TLS_CERT and TLS_KEY both, or neither.');
  const tls = certificate && key ? { certificate: resolve(certificate), key: resolve(key) } : null;
  const found = tls && readCertificate(tls);
  if (found && !found.ok) tell(found.problem);
  return {
    tls,
    lookEvery: read(integer(60, 1, 86_400), 'TLS_LOOK_SECONDS') * 1_000,
    plain: read(oneOf(['near', 'allow'], 'near'), 'PLAIN_HTTP'),
  };
}
