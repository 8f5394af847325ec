import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountServices, testCaller, testOrigin } from '../testing/account-services.ts';
import { issueAccessToken, readAccessToken } from './access-token.ts';
import { type AccountServices, minute } from './services.ts';
import { publicKeys, revokeKeyOfTokens, rotateTokenKey, signingKey } from './token-keys.ts';

const ends: (() => void | Promise<void>)[] = [];
const begun = Date.UTC(2026, 0, 1);
let time = begun;
let services: AccountServices;
let token: string;
let ours: { readonly kid: string; readonly key: KeyObject };
const subject = { personId: 'ada', sessionId: 's1' };
beforeAll(async () => {
  services = await accountServices(
    () => new Date(time),
    (end) => ends.push(end),
  );
  token = (await issueAccessToken(services, subject)).accessToken;
  ours = await signingKey(services);
});
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const parts = () => token.split('.') as [string, string, string];
const decode = (part: string): Record<string, unknown> => JSON.parse(Buffer.from(part, 'base64url').toString());

/** Signed with our own key: only what stands in it is wrong. */
function ourToken(header: object = {}, claims: object = {}, without: readonly string[] = [], key = ours.key): string {
  const [head, payload] = parts();
  const kept = Object.entries({ ...decode(payload), ...claims }).filter(([name]) => !without.includes(name));
  const text = `${encode({ ...decode(head), ...header })}.${encode(Object.fromEntries(kept))}`;
  return `${text}.${sign(null, Buffer.from(text), key).toString('base64url')}`;
}

const seconds = begun / 1_000;
const another = generateKeyPairSync('ed25519');
const jwk = another.publicKey.export({ format: 'jwk' });
const withHeader = (header: object, signature = parts()[2]) =>
  `${encode({ ...decode(parts()[0]), ...header })}.${parts()[1]}.${signature}`;

/** What has been tried against verifiers of tokens, each with what must not be let in. */
const attacks: Readonly<Record<string, () => string>> = {
  'no algorithm': () => withHeader({ alg: 'none' }, ''),
  'no algorithm, in other letters': () => withHeader({ alg: 'NoNe' }, ''),
  'no algorithm, with our signature': () => withHeader({ alg: 'none' }),
  'a MAC with the public key as its secret': () => withHeader({ alg: 'HS256' }),
  'another algorithm of the same key': () => ourToken({ alg: 'Ed25519' }),
  RSA: () => withHeader({ alg: 'RS256' }),
  'ECDSA with a signature of zeros': () => withHeader({ alg: 'ES256' }, Buffer.alloc(64).toString('base64url')),
  'a signature of zeros': () => withHeader({}, Buffer.alloc(64).toString('base64url')),
  'no signature': () => `${parts()[0]}.${parts()[1]}.`,
  'two parts': () => parts().slice(0, 2).join('.'),
  'four parts': () => `${token}.${parts()[2]}`,
  'an encrypted token': () => `${token}.${parts()[2]}.${parts()[2]}`,
  'an empty payload': () => `${parts()[0]}..${parts()[2]}`,
  'a key of the sender in the header': () => ourToken({ jwk }, {}, [], another.privateKey),
  'an address of keys': () => ourToken({ jku: 'https://evil.example/jwks.json' }, {}, [], another.privateKey),
  'an address of a certificate': () => ourToken({ x5u: 'https://evil.example/x' }, {}, [], another.privateKey),
  'a certificate': () => ourToken({ x5c: ['MIIB'] }, {}, [], another.privateKey),
  'the key of somebody else under our id': () => ourToken({}, {}, [], another.privateKey),
  'an unknown key': () => ourToken({ kid: 'unknown' }),
  'a key id that is SQL': () => ourToken({ kid: "' OR 1=1 --" }),
  'a key id that is a path': () => ourToken({ kid: '../../../dev/null' }),
  'a key id that is no text': () => ourToken({ kid: { $ne: null } }),
  'a key id from the prototype': () => ourToken({ kid: '__proto__' }),
  'no key id': () => ourToken({ kid: undefined }),
  'a critical extension': () => ourToken({ crit: ['exp'] }),
  'a payload that is not encoded': () => ourToken({ b64: false, crit: ['b64'] }),
  'a compressed payload': () => ourToken({ zip: 'DEF' }),
  'the type of an identity token': () => ourToken({ typ: 'JWT' }),
  'no type': () => ourToken({ typ: undefined }),
  'its type in other letters': () => ourToken({ typ: 'AT+JWT' }),
  'a longer media type': () => ourToken({ typ: 'application/at+jwt' }),
  'another issuer': () => ourToken({}, { iss: 'https://evil.example' }),
  'our issuer among others': () => ourToken({}, { iss: [testOrigin, 'https://evil.example'] }),
  'our issuer with a slash': () => ourToken({}, { iss: `${testOrigin}/` }),
  'another audience': () => ourToken({}, { aud: 'another-server' }),
  'an audience that begins like ours': () => ourToken({}, { aud: 'schema-studio-server-2' }),
  'a time of long ago': () => ourToken({}, { iat: seconds - 3_600, exp: seconds - 1_800 }),
  'an expiry of ten years': () => ourToken({}, { iat: seconds - 3_600, exp: seconds + 315_360_000 }),
  'an issue in the future': () => ourToken({}, { iat: seconds + 3_600, exp: seconds + 7_200 }),
  'an expiry that is a text': () => ourToken({}, { exp: String(seconds + 600) }),
  'an expiry that is nothing': () => ourToken({}, { exp: null }),
  'a start in the future': () => ourToken({}, { nbf: seconds + 3_600 }),
  'a subject that is no text': () => ourToken({}, { sub: 7 }),
  'a session that is no text': () => ourToken({}, { sid: { $ne: '' } }),
  ...Object.fromEntries(
    ['sub', 'iat', 'exp', 'aud', 'iss', 'sid'].map((claim) => [`no ${claim}`, () => ourToken({}, {}, [claim])]),
  ),
  'a changed payload': () => `${parts()[0]}.${encode({ ...decode(parts()[1]), sub: 'eve' })}.${parts()[2]}`,
  'a payload that is a list': () => {
    const text = `${parts()[0]}.${encode([])}`;
    return `${text}.${sign(null, Buffer.from(text), ours.key).toString('base64url')}`;
  },
  'a header that is a list': () => `${encode([])}.${parts()[1]}.${parts()[2]}`,
  'a header that is no JSON': () => `${Buffer.from('{').toString('base64url')}.${parts()[1]}.${parts()[2]}`,
  padding: () => `${token}==`,
  'padding of the header': () => token.replace('.', '=.'),
  'a space before it': () => ` ${token}`,
  'a space in it': () => token.replace('.', ' .'),
  'a line break behind it': () => `${token}\n`,
  'the other Base64': () => `${parts()[0]}.${parts()[1]}.${Buffer.from(parts()[2], 'base64url').toString('base64')}`,
  'a signature with a byte more': () =>
    `${parts().slice(0, 2).join('.')}.${Buffer.concat([Buffer.from(parts()[2], 'base64url'), Buffer.alloc(1)]).toString('base64url')}`,
  'a null byte': () => `${token}\0`,
  'ten thousand dots': () => '.'.repeat(10_000),
  'a megabyte': () => `${parts()[0]}.${'A'.repeat(2 ** 20)}.${parts()[2]}`,
  nothing: () => '',
};

describe('an access token (S4, D-30)', () => {
  it('is for whom it was issued', async () => {
    expect(await readAccessToken(services, token)).toEqual(subject);
    expect(await readAccessToken(services, ourToken())).toEqual(subject);
  });

  it.each(Object.keys(attacks))('is not accepted with %s', async (name) => {
    expect(await readAccessToken(services, attacks[name]!())).toBeNull();
  });

  it('has one spelling: no text of a letter more, less or changed is accepted', async () => {
    const accepted: string[] = [];
    for (let at = 0; at <= token.length; at += 1) {
      const [before, letter, after] = [token.slice(0, at), token[at] ?? '', token.slice(at + 1)];
      const changed = ['A', 'B', '_', '=', ' ', '.'].filter((other) => other !== letter);
      for (const other of [
        `${before}${after}`,
        ...changed.flatMap((one) => [`${before}${one}${after}`, `${before}${one}${letter}${after}`]),
      ])
        if (other !== token && (await readAccessToken(services, other))) accepted.push(other);
    }
    expect(accepted).toEqual([]);
  });
});

describe('keys of access tokens (S4, D-34)', () => {
  it('are replaced without a valid token being refused, and the old one goes when all it signed has expired', async () => {
    const old = (await issueAccessToken(services, subject)).accessToken;
    const { kid } = await rotateTokenKey(services, testCaller);
    expect((await publicKeys(services)).map((key) => key['kid'])).toEqual(expect.arrayContaining([kid, ours.kid]));
    time += 14 * minute;
    const young = (await issueAccessToken(services, subject)).accessToken;
    expect(decode(young.split('.')[0]!)['kid']).toBe(kid);
    expect([await readAccessToken(services, old), await readAccessToken(services, young)]).toEqual([subject, subject]);
    time += 7 * minute;
    expect((await publicKeys(services)).map((key) => key['kid'])).toEqual([kid]);
  });

  it('are replaced by themselves after a month', async () => {
    const { kid } = await signingKey(services);
    time += 31 * 24 * 60 * minute;
    expect((await signingKey(services)).kid).not.toBe(kid);
  });

  it('that are revoked count for nothing at once, and another one signs', async () => {
    const { accessToken } = await issueAccessToken(services, subject);
    const { kid } = await signingKey(services);
    expect((await revokeKeyOfTokens(services, kid, testCaller)).ok).toBe(true);
    expect(await readAccessToken(services, accessToken)).toBeNull();
    expect((await publicKeys(services)).map((key) => key['kid'])).not.toContain(kid);
    expect(await readAccessToken(services, (await issueAccessToken(services, subject)).accessToken)).toEqual(subject);
    expect(await revokeKeyOfTokens(services, 'nobody', testCaller)).toMatchObject({
      failure: { code: 'token-key/not-found' },
    });
  });
});
