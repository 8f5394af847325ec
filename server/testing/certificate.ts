import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CertificateFiles } from '../tls/certificate.ts';

export interface TestCertificate extends CertificateFiles {
  /** PEM, for whoever is to trust it. */
  readonly authority: string;
}

/** Writes a certificate for this machine that nobody else issued, over those of the same folder. */
export function testCertificate(folder: string, days = 90): TestCertificate {
  const files = { certificate: join(folder, 'tls.crt'), key: join(folder, 'tls.key') };
  const named = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', `${days}`];
  execFileSync('openssl', ['req', '-x509', ...made, ...named, '-keyout', files.key, '-out', files.certificate], {
    stdio: 'ignore',
  });
  return { ...files, authority: readFileSync(files.certificate, 'utf8') };
}
