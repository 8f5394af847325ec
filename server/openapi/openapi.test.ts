import { Validator } from '@seriousme/openapi-schema-validator';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedInPerson } from '../testing/people.ts';
import { type TemporaryServer, temporaryServer } from '../testing/temporary-server.ts';
import { answers } from './answers.ts';

interface Operation {
  readonly summary: string;
  readonly operationId: string;
  readonly 'x-permission'?: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, object>> };
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
}
interface Description {
  readonly openapi: string;
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const ends: (() => void | Promise<void>)[] = [];
let server: TemporaryServer;
let description: Description;
beforeAll(async () => {
  const many = { API_BURST: '10000', WRITE_BURST: '1000', FAILED_SIGN_INS_PER_MINUTE: '10000' };
  // Its routes are there only with it; nobody answers at that address.
  const elsewhere = { OIDC_ISSUER: 'http://127.0.0.1:1', OIDC_CLIENT_ID: 'studio' };
  server = await temporaryServer({ ...many, ...elsewhere }, undefined, (end) => ends.push(end));
  const reply = await server.app.inject('/api/v1/openapi.json');
  expect(reply.statusCode).toBe(200);
  description = reply.json();
});
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

/** As the description spells it. */
const pathOf = (url: string): string => url.replace('*', ':path').replaceAll(/:(\w+)/g, '{$1}');
/** Routes that somebody may call by themselves. */
const routes = () =>
  server.app.statedRoutes.filter(
    ({ method, url }) => (method === 'GET' || method === 'POST') && url !== '/api/*' && !url.startsWith('/_ui/'),
  );
const operationOf = ({ method, url }: { readonly method: string; readonly url: string }): Operation | undefined =>
  description.paths[pathOf(url)]?.[method.toLowerCase()];

describe('the description of the API', () => {
  it('is OpenAPI 3.1', async () => {
    expect(description.openapi).toBe('3.1.0');
    expect(description.servers).toEqual([{ url: server.url }]);
    const { valid, errors } = await new Validator().validate(structuredClone(description) as never);
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  it('holds every route there is and no other, with its permission, parameters and body', () => {
    const described = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.sort()).toEqual(
      routes()
        .map(({ method, url }) => `${method} ${pathOf(url)}`)
        .sort(),
    );
    for (const route of routes()) {
      const { 'x-permission': permission = 'public', parameters = [], summary } = operationOf(route)!;
      expect([route.url, permission]).toEqual([route.url, route.permission]);
      expect(summary.length).toBeGreaterThan(3);
      const inPath = [...pathOf(route.url).matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(parameters.filter((one) => one.in === 'path').map(({ name }) => name)).toEqual(inPath);
    }
    const publish = operationOf({ method: 'POST', url: '/api/v1/releases' })!;
    expect(Object.keys(publish.requestBody?.content ?? {})).toEqual(['application/json']);
    expect(publish.parameters?.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['idempotency-key', 'if-match']),
    );
    const ids = routes().map((route) => operationOf(route)!.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('knows every status that a route answers with', async () => {
    const admin = await signedInPerson(server, 'admin');
    const viewer = await signedInPerson(server, 'viewer');
    const cookie = { cookie: '__Host-studio=nobody' };
    const callers: readonly object[] = [{}, admin.headers, viewer.headers, cookie];
    const json = { 'content-type': 'application/json' };
    const bodies = [
      {},
      { payload: '{', headers: json },
      { payload: '{}', headers: json },
      { payload: '<x/>', headers: { 'content-type': 'text/xml' } },
    ];
    const unknown: string[] = [];
    for (const route of routes().toSorted(
      (one, other) => Number(one.url === '/api/v1/sign-out') - Number(other.url === '/api/v1/sign-out'),
    ))
      for (const headers of callers)
        for (const body of route.method === 'POST' ? bodies : [{}]) {
          // A stream has no end to wait for.
          if (operationOf(route)?.responses['200']?.description.includes('events')) continue;
          const { statusCode } = await server.app.inject({
            method: route.method as NonNullable<InjectOptions['method']>,
            url: route.url.replaceAll(/:\w+|\*/g, 'x'),
            ...body,
            headers: { ...headers, ...('headers' in body ? body.headers : {}) },
          });
          const { responses = {} } = operationOf(route) ?? {};
          if (!responses[statusCode] && !responses[`${Math.floor(statusCode / 100)}XX`])
            unknown.push(`${route.method} ${route.url}: ${statusCode}`);
        }
    expect([...new Set(unknown)]).toEqual([]);
  });

  it('describes no route that is gone', () => {
    const known = new Set(routes().map(({ method, url }) => `${method} ${url}`));
    expect(Object.keys(answers).filter((name) => !known.has(name))).toEqual([]);
  });
});
