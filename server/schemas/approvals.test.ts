import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleHash } from '#engine';
import { registerOwn } from '../testing/key-owner.ts';
import { greetingPage } from '../testing/pages.ts';
import { signedInPerson, type TestPerson } from '../testing/people.ts';
import { type SigningPair, signedRelease, signingPair } from '../testing/signed-release.ts';
import { type TemporaryServer, temporaryServer } from '../testing/temporary-server.ts';

type Somebody = TestPerson & { readonly key: SigningPair };

const ends: (() => void | Promise<void>)[] = [];
let server: TemporaryServer;
let designer: Somebody;
let qa: Somebody;
let manager: Somebody;
let machine: { readonly authorization: string };

beforeAll(async () => {
  const environment = { APPROVALS_PRODUCTION: '2', OWN_APPROVALS: 'staging', WRITE_BURST: '1000', API_BURST: '10000' };
  server = await temporaryServer(environment, undefined, (end) => ends.push(end));
  const somebody = async (role: 'designer' | 'qa' | 'release-manager'): Promise<Somebody> => {
    const person = await signedInPerson(server, role);
    const key = signingPair();
    expect((await registerOwn(server, person, key)).statusCode).toBe(201);
    return { ...person, key };
  };
  designer = await somebody('designer');
  qa = await somebody('qa');
  manager = await somebody('release-manager');
  const payload = { name: 'CI', scopes: ['releases:write', 'keys:write'] };
  const made = await server.app.inject({ method: 'POST', url: '/api/v1/tokens', headers: server.admin, payload });
  machine = { authorization: `Bearer ${made.json().token}` };
});
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

const post = (url: string, headers: Readonly<Record<string, string>>, payload?: object) =>
  server.app.inject({ method: 'POST', url, headers, ...(payload && { payload }) });

/** A version of its own for each test. */
let made = 0;
const page = () => {
  made += 1;
  return JSON.stringify({ ...JSON.parse(greetingPage()), id: `acme/page-${made}`, route: `/page-${made}` });
};
/** What a person approved, published by another. */
const release = (
  text: string,
  approver: SigningPair,
  publisher = approver,
  channel: 'staging' | 'production' = 'production',
) => {
  const request = signedRelease(text, approver, { channel });
  return { ...request, ...publisher.publish(bundleHash(request.bundle), channel) };
};
const publish = (request: object, who: { readonly headers: { readonly authorization: string } }) =>
  post('/api/v1/releases', who.headers, request);
const give = (text: string, who: Somebody) =>
  post('/api/v1/approvals', who.headers, { approval: signedRelease(text, who.key).approval });

describe('keys of people (S14)', () => {
  it('are registered by whoever has the private half, for themselves', async () => {
    const key = signingPair();
    const stolen = await registerOwn(server, qa, key, designer.id);
    expect([stolen.statusCode, stolen.json().code]).toEqual([403, 'key/unproven']);
    expect((await registerOwn(server, qa, { ...key, sign: signingPair().sign })).json().code).toBe('key/unproven');
    const first = await registerOwn(server, qa, key);
    expect([first.statusCode, first.json()]).toMatchObject([201, { id: key.id, name: qa.name, personId: qa.id }]);
    expect((await registerOwn(server, qa, key)).json()).toEqual(first.json());
    const taken = await registerOwn(server, designer, key);
    expect([taken.statusCode, taken.json().code]).toEqual([409, 'key/taken']);
  });

  it('become theirs when they were registered for them before', async () => {
    const key = signingPair();
    await post('/api/v1/keys', machine, { name: 'Whoever', publicKey: key.pem });
    expect((await registerOwn(server, qa, key)).json()).toMatchObject({ personId: qa.id, name: qa.name });
  });

  it('are revoked by nobody but their owner and who may write keys, and never come back', async () => {
    const key = signingPair();
    await registerOwn(server, qa, key);
    expect((await post(`/api/v1/me/keys/${key.id}/revoke`, designer.headers)).statusCode).toBe(404);
    const revoked = await post(`/api/v1/me/keys/${key.id}/revoke`, qa.headers);
    expect(revoked.json().revokedAt).not.toBeNull();
    expect((await registerOwn(server, qa, key)).json().code).toBe('key/taken');
    const listed = await server.app.inject({ url: '/api/v1/me/keys', headers: qa.headers });
    expect(listed.json()).toContainEqual(revoked.json());
    expect(listed.body).not.toContain(designer.id);
  });
});

describe('approvals (S14, P1)', () => {
  it('are given by the owner of the key, once, and seen by all who may read releases', async () => {
    const text = page();
    const foreign = { approval: signedRelease(text, designer.key).approval };
    expect((await post('/api/v1/approvals', qa.headers, foreign)).json().code).toBe('approval/foreign');
    const { approval } = foreign;
    const changed = { approval: { ...approval, statement: { ...approval.statement, version: '9.9.9' } } };
    expect((await post('/api/v1/approvals', designer.headers, changed)).json().code).toBe('approval/forged');
    const first = await give(text, designer);
    expect([first.statusCode, first.json()]).toMatchObject([201, [{ approvedBy: designer.name, counts: true }]]);
    expect((await give(text, designer)).json()).toEqual(first.json());
    const seen = await server.app.inject({ url: '/api/v1/approvals', headers: manager.headers });
    expect(seen.json()).toMatchObject({
      rules: { production: { people: 2, ownCounts: false }, staging: { people: 1, ownCounts: true } },
      approvals: expect.arrayContaining([expect.objectContaining({ approvedBy: designer.name })]),
    });
    expect((await post('/api/v1/approvals', machine, foreign)).statusCode).toBe(403);
  });

  it('of two others let a version go live; one, or one and the publisher’s own, do not', async () => {
    const text = page();
    const one = await publish(release(text, designer.key, manager.key), manager);
    expect([one.statusCode, one.json().code]).toEqual([409, 'approval/too-few']);
    expect(one.json().message).toContain(designer.name);
    await give(text, manager);
    const own = await publish(release(text, designer.key, manager.key), manager);
    expect(own.json()).toMatchObject({
      code: 'approval/too-few',
      message: expect.stringContaining('your own approval'),
    });
    await give(text, qa);
    // Refused releases leave nothing behind, and the designer's word came with one of them.
    const two = await publish(release(text, designer.key, manager.key), manager);
    expect(two.statusCode, two.body).toBe(200);
  });

  it('count for nobody’s key, a name in a statement or a machine’s word nothing', async () => {
    const text = page();
    const nobodys = signingPair();
    await post('/api/v1/keys', machine, { name: designer.name, publicKey: nobodys.pem });
    await give(text, qa);
    const reply = await publish(release(text, nobodys, nobodys), { headers: machine });
    expect(reply.json().code).toBe('approval/too-few');
    expect(reply.json().message).not.toContain(designer.name);
  });

  it('stop to count with their key, and with their owner’s account', async () => {
    const text = page();
    const key = signingPair();
    await registerOwn(server, qa, key);
    const { approval } = signedRelease(text, key);
    await post('/api/v1/approvals', qa.headers, { approval });
    await post(`/api/v1/me/keys/${key.id}/revoke`, qa.headers);
    expect((await publish(release(text, designer.key, manager.key), manager)).json().code).toBe('approval/too-few');

    const leaver = await signedInPerson(server, 'qa');
    const theirs = signingPair();
    await registerOwn(server, leaver, theirs);
    await give(text, { ...leaver, key: theirs });
    await post(`/api/v1/people/${leaver.id}/disable`, server.admin);
    expect((await publish(release(text, designer.key, manager.key), manager)).json().code).toBe('approval/too-few');
    expect((await publish(release(text, theirs, manager.key), manager)).json().code).toBe('approval/foreign');
  });

  it('are asked for on every way to production: what is in staging does not get around them', async () => {
    const text = page();
    const staged = release(text, manager.key, manager.key, 'staging');
    expect((await publish(staged, manager)).statusCode).toBe(200);
    const hash = bundleHash(staged.bundle);
    const up = await post(
      `/api/v1/releases/${hash}/activate`,
      { ...manager.headers, 'if-none-match': '*' },
      { channel: 'production' },
    );
    expect(up.json().code).toBe('approval/too-few');
    await give(text, designer);
    await give(text, qa);
    const now = await post(
      `/api/v1/releases/${hash}/activate`,
      { ...manager.headers, 'if-none-match': '*' },
      { channel: 'production' },
    );
    expect(now.statusCode, now.body).toBe(200);
  });

  it('are no reason to publish with somebody else’s key', async () => {
    const reply = await publish(release(page(), designer.key, qa.key), manager);
    expect([reply.statusCode, reply.json().code]).toEqual([403, 'release/foreign']);
  });
});
