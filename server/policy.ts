/** Everything a route can ask of its caller, as `resource:action`. */
export const permissions = [
  'approvals:write',
  'audit:read',
  'diagnosis:read',
  'diagnosis:write',
  'health:read',
  'keys:write',
  'people:read',
  'people:write',
  'releases:read',
  'releases:write',
  'rollouts:read',
  'rollouts:write',
  'self:read',
  'self:write',
  'token-keys:read',
  'token-keys:write',
  'tokens:write',
  'webhooks:read',
  'webhooks:write',
] as const;
export type Permission = (typeof permissions)[number];

/** A permission, or all of a resource (`releases:*`), or everything (`*`). */
export type Grant = Permission | `${Resource}:*` | '*';
type Resource = Permission extends `${infer Name}:${string}` ? Name : never;

export const roles = ['admin', 'designer', 'qa', 'release-manager', 'viewer'] as const;
export type Role = (typeof roles)[number];

/** The one table of who may do what (docs/operations.md shows it). What is not granted is denied. */
export const policy: Readonly<Record<Role, readonly Grant[]>> = {
  admin: ['*'],
  designer: ['approvals:write', 'releases:read', 'rollouts:read', 'self:*'],
  qa: ['approvals:write', 'releases:read', 'rollouts:read', 'health:read', 'self:*'],
  'release-manager': [
    'approvals:write',
    'releases:*',
    'rollouts:*',
    'webhooks:*',
    'keys:write',
    'health:read',
    'self:*',
  ],
  viewer: ['releases:read', 'rollouts:read', 'self:*'],
};

/** What the admin token may do: all but what needs a person, because it is nobody's. */
export const adminTokenGrants: readonly Grant[] = [
  'audit:*',
  'diagnosis:*',
  'health:*',
  'keys:*',
  'people:*',
  'releases:*',
  'rollouts:*',
  'token-keys:*',
  'tokens:*',
  'webhooks:*',
];

/** What machine tokens can be given. Neither people nor the keys of their tokens are a machine's business. */
export const scopes = [
  'keys:write',
  'tokens:write',
  'releases:write',
  'releases:read',
  'rollouts:write',
  'rollouts:read',
  'health:read',
] as const;
export type Scope = (typeof scopes)[number];

export const allows = (grants: readonly Grant[], wanted: Permission): boolean =>
  grants.some(
    (grant) => grant === '*' || grant === wanted || (grant.endsWith(':*') && wanted.startsWith(grant.slice(0, -1))),
  );

/** Where REQUIRE_SECOND_FACTOR=publish: permissions a person has only after signing in with a second factor. */
export const needsSecondFactor: readonly Permission[] = [
  'approvals:write',
  'releases:write',
  'rollouts:write',
  'keys:write',
];
