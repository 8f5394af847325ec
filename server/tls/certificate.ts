import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Where certificate (with the chain behind it) and private key are, both in PEM form. */
export interface CertificateFiles {
  readonly certificate: string;
  readonly key: string;
}

export interface Certificate {
  /** PEM: our own first, then those it was issued by. */
  readonly cert: string;
  readonly key: string;
  /** After that nobody accepts it any more. */
  readonly expires: Date;
  /** Tells one certificate from the next. */
  readonly fingerprint: string;
}

export type ReadCertificate =
  | { readonly ok: true; readonly value: Certificate }
  | { readonly ok: false; readonly problem: string };

/** Reads both files and sees that they belong together. A problem is a sentence for the operator; never the key. */
export function readCertificate(files: CertificateFiles): ReadCertificate {
  const cert = textOf(files.certificate);
  if (cert === null) return problem(`TLS_CERT "${files.certificate}" cannot be read.`);
  const key = textOf(files.key);
  if (key === null) return problem(`TLS_KEY "${files.key}" cannot be read.`);
  const own = certificateIn(cert);
  if (own === null) return problem(`TLS_CERT "${files.certificate}" holds no certificate in PEM form.`);
  const secret = privateKeyIn(key);
  if (secret === null) return problem(`TLS_KEY "${files.key}" holds no private key in PEM form without a password.`);
  if (!own.checkPrivateKey(secret)) return problem('The key in TLS_KEY is not that of the certificate in TLS_CERT.');
  return { ok: true, value: { cert, key, expires: new Date(own.validTo), fingerprint: own.fingerprint256 } };
}

const problem = (text: string): ReadCertificate => ({ ok: false, problem: text });

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function certificateIn(text: string): X509Certificate | null {
  try {
    return new X509Certificate(text);
  } catch {
    return null;
  }
}

function privateKeyIn(text: string): KeyObject | null {
  try {
    return createPrivateKey(text);
  } catch {
    return null;
  }
}
