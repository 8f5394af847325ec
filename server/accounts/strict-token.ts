/** Header of our access tokens: exactly these names, so that none can bring a key or an instruction along. */
export interface TokenHeader {
  readonly alg: 'EdDSA';
  readonly kid: string;
  readonly typ: 'at+jwt';
}

/**
 * The header of a token that is written as we write them, else null. Checked before any library verifies it: those
 * accept spaces, padding and stray bits in base64url, so that one token would have many spellings.
 */
export function strictHeader(token: string): TokenHeader | null {
  const parts = token.split('.');
  if (parts.length !== 3 || token.length > longest || !parts.every(isCanonical)) return null;
  if (Buffer.from(parts[2] ?? '', 'base64url').length !== 64) return null;
  const header = parse(parts[0] ?? '');
  if (!header || Object.keys(header).sort().join() !== 'alg,kid,typ') return null;
  const { alg, kid, typ } = header;
  return alg === 'EdDSA' && typ === 'at+jwt' && typeof kid === 'string' ? { alg, kid, typ } : null;
}

const longest = 2_000;

/** Decoding and encoding again gives the same text. */
const isCanonical = (part: string): boolean =>
  part !== '' && Buffer.from(part, 'base64url').toString('base64url') === part;

function parse(part: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
