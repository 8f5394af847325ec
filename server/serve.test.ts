import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { greetingPage, ordersManifests, ordersPage } from './testing/pages.ts';
import { publishingServer, temporaryFolder, temporaryServer } from './testing/temporary-server.ts';

describe('stopping', () => {
  it('lets requests in flight finish, and is not ready meanwhile', async () => {
    const waiting: ServerResponse[] = [];
    const backend = createServer((_, response) => {
      waiting.push(response);
      backend.emit('asked');
    }).listen(0, '127.0.0.1');
    onTestFinished(() => void backend.close());
    await once(backend, 'listening');
    const host = `127.0.0.1:${(backend.address() as AddressInfo).port}`;
    const file = join(await temporaryFolder(), 'sources.json');
    writeFileSync(file, JSON.stringify({ hosts: [host], sources: { 'orders.search': { http: `http://${host}/` } } }));
    const { server, publish } = await publishingServer({ SOURCES_FILE: file });
    await publish(ordersPage(), { bundle: { manifests: ordersManifests } });
    const asked = once(backend, 'asked');
    const page = fetch(`${server.url}/shops/rome/orders`);
    await asked;
    const closed = server.close();
    waiting[0]?.end('[{"id":"LAST-1"}]');
    const reply = await page;
    expect(reply.status).toBe(200);
    expect(await reply.text()).toContain('LAST-1');
    await closed;
    await expect(fetch(`${server.url}/health/live`)).rejects.toThrow();
  });
});

describe('starting again', () => {
  it('compiles anew what an older engine compiled', async () => {
    const dataDir = await temporaryFolder();
    const before = await publishingServer({ DATA_DIR: dataDir });
    await before.publish(greetingPage());
    const html = (await before.server.app.inject('/greeting')).body;
    await before.server.close();
    tamper(dataDir, `UPDATE "release" SET engine = '0.9.0', program = '{"format":0}'`);
    const { app } = await temporaryServer({ DATA_DIR: dataDir });
    expect((await app.inject('/greeting')).body).toBe(html);
  });

  it('serves the other pages when one is damaged, and logs which', async () => {
    const dataDir = await temporaryFolder();
    const before = await publishingServer({ DATA_DIR: dataDir });
    await before.publish(greetingPage());
    await before.publish(greetingPage({ id: 'acme/other', route: '/other', text: 'Other' }));
    await before.server.close();
    tamper(dataDir, `UPDATE "release" SET bundle = 'x' WHERE document_id = 'acme/greeting'`);
    const { app, log } = await temporaryServer({ DATA_DIR: dataDir });
    expect((await app.inject('/greeting')).statusCode).toBe(404);
    expect((await app.inject('/other')).body).toContain('Other</h1>');
    expect(log()).toContain('"document":"acme/greeting"');
  });
});

describe('health', () => {
  it('tells operators more than anybody else', async () => {
    const { app, admin } = await temporaryServer();
    expect((await app.inject('/health/live')).json()).toEqual({ status: 'live' });
    expect((await app.inject('/health/ready')).json()).toEqual({ status: 'ready' });
    expect((await app.inject('/health')).statusCode).toBe(401);
    expect((await app.inject({ url: '/health', headers: admin })).json()).toMatchObject({
      status: 'healthy',
      service: 'schema-studio-server',
      checks: { storage: { status: 'healthy' }, releases: { status: 'healthy', live: 0 } },
    });
  });
});

/** Changes the database behind the server's back, as only its owner can. */
function tamper(dataDir: string, statement: string): void {
  const sqlite = new SqliteDatabase(join(dataDir, 'server.db'));
  sqlite.exec('DROP TRIGGER release_no_update');
  sqlite.exec(statement);
  sqlite.close();
}
