import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { temporaryServer } from '../testing/temporary-server.ts';

const publicKey = (): string =>
  generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();

describe('signing keys', () => {
  it('are registered once, listed, revoked, and never come back', async () => {
    const { app, admin } = await temporaryServer();
    const body = { name: 'Ada', publicKey: publicKey() };
    const post = (url: string, payload?: object) =>
      app.inject({ method: 'POST', url, headers: admin, ...(payload ? { payload } : {}) });
    const first = await post('/api/v1/keys', body);
    expect(first.statusCode).toBe(201);
    expect((await post('/api/v1/keys', body)).json()).toEqual(first.json());
    const { id } = first.json();
    const revoked = await post(`/api/v1/keys/${id}/revoke`);
    expect(revoked.json().revokedAt).not.toBeNull();
    expect((await post(`/api/v1/keys/${id}/revoke`)).json()).toEqual(revoked.json());
    expect((await app.inject({ url: '/api/v1/keys', headers: admin })).json()).toEqual([revoked.json()]);
    const again = await post('/api/v1/keys', body);
    expect([again.statusCode, again.json().code]).toEqual([409, 'key/taken']);
  });

  it('says what is wrong with a key', async () => {
    const { app, admin } = await temporaryServer();
    const reply = await app.inject({
      method: 'POST',
      url: '/api/v1/keys',
      headers: admin,
      payload: { name: 'Ada', publicKey: 'ssh-ed25519 AAAA' },
    });
    expect([reply.statusCode, reply.json().code]).toEqual([400, 'key/invalid']);
  });
});

describe('access tokens', () => {
  it('can do what their scopes say until they are revoked', async () => {
    const { app, admin } = await temporaryServer();
    const made = await app.inject({
      method: 'POST',
      url: '/api/v1/tokens',
      headers: admin,
      payload: { name: 'CI', scopes: ['releases:read'] },
    });
    const { id, token } = made.json();
    const ci = { authorization: `Bearer ${token}` };
    expect((await app.inject({ url: '/api/v1/keys', headers: ci })).statusCode).toBe(200);
    const denied = await app.inject({
      method: 'POST',
      url: '/api/v1/tokens',
      headers: ci,
      payload: { name: 'x', scopes: ['tokens:write'] },
    });
    expect([denied.statusCode, denied.json().code]).toEqual([403, 'auth/forbidden']);
    await app.inject({ method: 'POST', url: `/api/v1/tokens/${id}/revoke`, headers: admin });
    const gone = await app.inject({ url: '/api/v1/keys', headers: ci });
    expect([gone.statusCode, gone.json().code]).toEqual([401, 'auth/invalid']);
    const list = await app.inject({ url: '/api/v1/tokens', headers: admin });
    expect(list.body).not.toContain(token);
  });
});
