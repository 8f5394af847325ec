import swagger, { type JSONObject } from '@fastify/swagger';
import type { FastifyInstance, FastifySchema } from 'fastify';
import type {} from '../caller.ts';
import { answers } from './answers.ts';
import { anyResponses, responsesOf } from './responses.ts';
import { shapes } from './shapes.ts';

export interface OpenApiOptions {
  readonly version: string;
  readonly origin: () => string;
  /** Name of the cookie of browsers' sessions. */
  readonly cookie: string;
}

/**
 * Describes every route as OpenAPI 3.1, from the schemas that its requests are checked by. To be called before routes are
 * made: it sees those that come after it.
 */
export function describeRoutes(app: FastifyInstance, { version, origin, cookie }: OpenApiOptions): void {
  app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Schema Studio server',
        version,
        description: 'Publishes approved pages and renders them. A refusal is { code, message }; codes are permanent.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      components: {
        schemas: shapes,
        securitySchemes: {
          token: {
            type: 'http',
            scheme: 'bearer',
            description: 'An access token, a machine token or the admin token.',
          },
          cookie: {
            type: 'apiKey',
            in: 'cookie',
            name: cookie,
            description: 'Of browsers; changes need a form token.',
          },
        },
      } as object,
    },
    hideUntagged: false,
    transform: ({ schema, url, route }) => {
      const { permission = 'public', action } = route.config ?? {};
      const method = String([route.method].flat().find((one) => one !== 'HEAD'));
      const name = `${method} ${url}`;
      const described = answers[name];
      const kind = { method, url, permission, hasSchema: Object.keys(schema ?? {}).length > 0 };
      const documented = {
        ...named(schema),
        hide: isInside(url),
        summary: described?.summary ?? action?.replaceAll('.', ' ') ?? name,
        operationId: name.replaceAll(/[^A-Za-z0-9]+/g, '-').replace(/-$/, ''),
        tags: [areaOf(url)],
        ...(permission !== 'public' && { security: [{ token: [] }, { cookie: [] }], 'x-permission': permission }),
        ...(action && { 'x-action': action }),
        'x-responses': described ? responsesOf(kind, described) : anyResponses,
      };
      return { schema: documented as FastifySchema, url: url.replace('*', ':path') };
    },
    transformObject: (document) => {
      const { openapiObject } = document as { openapiObject: OpenApiDocument };
      for (const path of Object.values(openapiObject.paths))
        for (const operation of Object.values(path)) {
          operation.responses = operation['x-responses'];
          delete operation['x-responses'];
        }
      return { ...openapiObject, servers: [{ url: origin() }] } as never;
    },
  });
  app.register(async (api) => {
    let text: string | null = null;
    api.get('/api/v1/openapi.json', { config: { permission: 'public' } }, async (_, reply) => {
      text ??= JSON.stringify(app.swagger());
      return reply.type('application/json; charset=utf-8').header('cache-control', 'public, max-age=300').send(text);
    });
  });
}

interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Record<string, Record<string, unknown>>>>;
}

/** Forms of our own pages belong to these pages, and `/api/*` is what says that there is nothing. */
const isInside = (url: string): boolean => url === '/api/*' || url.startsWith('/_ui/');

/** `releases` of `/api/v1/releases/:hash`. */
const areaOf = (url: string): string => /^\/(?:api\/v1\/)?(?:_|\.)?([a-z-]+)/.exec(url)?.[1] ?? 'pages';

/** A wildcard has no name in OpenAPI. */
function named(schema: FastifySchema | undefined): FastifySchema & JSONObject {
  const params = schema?.params as
    | { readonly properties?: Readonly<Record<string, unknown>>; readonly required?: readonly string[] }
    | undefined;
  if (!params?.properties?.['*']) return (schema ?? {}) as FastifySchema & JSONObject;
  const { '*': wildcard, ...properties } = params.properties;
  return { ...schema, params: { ...params, properties: { ...properties, path: wildcard } } } as FastifySchema &
    JSONObject;
}
