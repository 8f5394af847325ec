import { type FailureCode, statuses } from '../failures.ts';
import type { Permission } from '../policy.ts';
import type { Described } from './answers.ts';

/** What a route is, as far as its answers follow from that. */
export interface RouteKind {
  readonly method: string;
  readonly url: string;
  readonly permission: Permission | 'public';
  readonly hasSchema: boolean;
}

const ofCookies: readonly FailureCode[] = ['csrf/elsewhere', 'csrf/missing', 'csrf/expired', 'csrf/foreign'];

/** Codes that every route of its kind may answer with. */
function commonFailures({ method, url, permission, hasSchema }: RouteKind): readonly FailureCode[] {
  const changes = method !== 'GET';
  const isProtected = permission !== 'public';
  return [
    'server/failed',
    'server/busy',
    'server/database-away',
    'request/not-private',
    'request/not-found',
    ...(url.startsWith('/api/') ? (['request/too-many'] as const) : []),
    ...(isProtected ? (['auth/missing', 'auth/invalid', 'auth/forbidden', 'auth/second-factor'] as const) : []),
    ...(isProtected && changes ? ofCookies : []),
    ...(hasSchema || changes ? (['request/invalid', 'request/too-deep'] as const) : []),
    ...(changes ? (['request/too-large', 'request/content-type', 'server/storage'] as const) : []),
  ];
}

interface Response {
  readonly description: string;
  readonly headers?: Readonly<Record<string, object>>;
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const header = (description: string) => ({ description, schema: { type: 'string' } });
const ofLimits = {
  RateLimit: header('What is left, as in "read";r=199;t=1'),
  'RateLimit-Policy': header('What holds, as in "read";q=200;w=2'),
};

/** What the tag of an answer is, which `If-Match` of the next change names. */
const tagOf: Readonly<Record<string, string>> = { LiveRelease: 'Hash of the version', Rollout: 'Its epoch' };

/** Every status a route may answer with, and what comes then. */
export function responsesOf(kind: RouteKind, described: Described): Readonly<Record<string, Response>> {
  const { status = 200, shape, type = 'application/json', also = {}, failures = [] } = described;
  const limited = kind.url.startsWith('/api/') ? ofLimits : {};
  const tagged = shape && tagOf[shape] ? { ETag: header(tagOf[shape]) } : {};
  const good: Response = {
    description: described.summary,
    headers: { ...limited, ...tagged },
    content: { [type]: { schema: shape ? ref(shape) : type === 'application/json' ? {} : { type: 'string' } } },
  };
  const codes = new Map<number, FailureCode[]>();
  for (const code of new Set([...commonFailures(kind), ...failures])) {
    const known = codes.get(statuses[code]) ?? [];
    codes.set(statuses[code], [...known, code]);
  }
  const refusals = [...codes].map(([of, names]): [string, Response] => [
    String(of),
    {
      description: [also[of], names.map((name) => `\`${name}\``).join(', ')].filter(Boolean).join(' '),
      ...(of === 429 || of === 503 ? { headers: { 'Retry-After': header('Seconds') } } : {}),
      content: { 'application/json': { schema: ref('Failure') } },
    },
  ]);
  const others = Object.entries(also)
    .filter(([of]) => !codes.has(Number(of)))
    .map(([of, description]): [string, Response] => [of, { description }]);
  return Object.fromEntries([...others, [String(status), good], ...refusals]);
}

const refusal: Response = {
  description: 'Refused, with the reason in `code`.',
  content: { 'application/json': { schema: ref('Failure') } },
};

/** Of a route that nobody described further. */
export const anyResponses: Readonly<Record<string, Response>> = {
  '2XX': { description: 'Done.', content: { 'application/json': { schema: {} } } },
  '4XX': refusal,
  '5XX': refusal,
};
