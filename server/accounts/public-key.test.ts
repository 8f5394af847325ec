import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hashText } from '#engine';
import { isSignedBy, readPublicKey } from './public-key.ts';

const pair = generateKeyPairSync('ed25519');
const pem = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const signature = sign(null, Buffer.from('ja'), pair.privateKey).toString('base64');

describe('readPublicKey', () => {
  it('names a key by its PEM, however it is spaced', () => {
    expect(readPublicKey(pem)).toEqual({ id: hashText(pem), pem });
    expect(readPublicKey(`\n${pem.replaceAll('\n', '\r\n')}`)?.id).toBe(hashText(pem));
  });

  it.each([
    ['a private key', pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()],
    [
      'an RSA key',
      generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    ],
    ['noise', '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n'],
    ['nothing', ''],
  ])('refuses %s', (_, text) => {
    expect(readPublicKey(text)).toBeNull();
  });
});

describe('isSignedBy', () => {
  it('accepts the signature of that key over those bytes', () => {
    expect(isSignedBy(pem, 'ja', signature)).toBe(true);
  });

  it.each([
    ['another text', 'nein', signature],
    ['a shortened signature', 'ja', signature.slice(0, 40)],
    ['another spelling of the signature', 'ja', signature.replace(/=+$/, '')],
    ['a signature with a stray space', 'ja', ` ${signature}`],
    ['a changed byte', 'ja', `${signature[0] === 'A' ? 'B' : 'A'}${signature.slice(1)}`],
    ['nothing', 'ja', ''],
  ])('refuses %s', (_, text, given) => {
    expect(isSignedBy(pem, text, given)).toBe(false);
  });
});
