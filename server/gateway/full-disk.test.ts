import fastify, { type FastifyError, type FastifyRequest } from 'fastify';
import { describe, expect, it } from 'vitest';
import { openStorage } from '../storage/index.ts';
import { temporaryFolder } from '../testing/temporary-server.ts';
import { auditDenied } from './audit-denied.ts';
import { answerErrors, failureOf } from './errors.ts';
import { requirePermissions } from './permissions.ts';

describe('a disk that takes nothing more (S8)', () => {
  it.each(['SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'SQLITE_READONLY', 'ENOSPC'])('is told as such for %s', (code) => {
    const request = { log: { error: () => undefined } } as unknown as FastifyRequest;
    const failure = failureOf(Object.assign(new Error('database or disk is full'), { code }) as FastifyError, request);
    expect(failure).toMatchObject({ code: 'server/storage', message: expect.stringContaining('Nothing was changed') });
  });

  it('does not change what somebody who is refused is told', async () => {
    const storage = await openStorage(await temporaryFolder());
    const app = fastify();
    requirePermissions(app);
    app.decorateRequest('refusal', '');
    app.addHook('onRequest', async (request) => {
      request.caller = {
        name: 'anonymous',
        id: 'anonymous',
        grants: [],
        person: null,
        client: '10.0.0.1',
        requestId: '1',
      };
    });
    auditDenied(app, storage.db, () => new Date(0));
    answerErrors(app);
    app.get('/change', { config: { permission: 'public', action: 'key.register' } }, () => {
      throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
    });
    await storage.close();
    const { statusCode, body } = await app.inject('/change');
    expect([statusCode, JSON.parse(body).code]).toEqual([507, 'server/storage']);
  });
});
