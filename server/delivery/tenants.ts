import { readFileSync } from 'node:fs';
import type { RenderContext } from '#engine';

/** Who a page is shown for: `ctx.tenant`, and by it the theme. */
export type Tenant = NonNullable<RenderContext['tenant']>;

/** Host name a request asks for → tenant; hosts that belong to nobody are the default tenant's. */
export type TenantOf = (host: string) => Tenant;

export const defaultTenant: Tenant = { id: 'default', name: 'Default', features: [] };

export const oneTenant: TenantOf = () => defaultTenant;

/**
 * Reads TENANTS_FILE: `{ "tenants": { "acme": { "name": "Acme", "hosts": ["shop.acme.example"], "features": [] } } }`.
 * Throws an error that names every problem.
 */
export function readTenants(file: string): TenantOf {
  const problems: string[] = [];
  const byHost = new Map<string, Tenant>();
  for (const [id, entry] of Object.entries(tenantsIn(file, problems))) {
    const { name = id, hosts, features = [] } = entry ?? {};
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) problems.push(`"${id}" is no id: small letters, digits and "-".`);
    if (typeof name !== 'string') problems.push(`"${id}" needs a text as name.`);
    if (!isTexts(features)) problems.push(`"${id}" needs a list of texts as features.`);
    if (!isTexts(hosts) || hosts.length === 0) problems.push(`"${id}" needs a list of hosts.`);
    for (const host of isTexts(hosts) ? hosts : []) {
      const known = byHost.get(host.toLowerCase());
      if (!/^[a-z0-9.-]+$/i.test(host))
        problems.push(`"${host}" of "${id}" is no host name; leave out scheme and port.`);
      if (known) problems.push(`"${host}" belongs to "${known.id}" and "${id}".`);
      byHost.set(host.toLowerCase(), { id, name: String(name), features: isTexts(features) ? features : [] });
    }
  }
  if (problems.length > 0) throw new Error(`TENANTS_FILE "${file}": ${problems.join(' ')}`);
  return (host) => byHost.get(host.toLowerCase()) ?? defaultTenant;
}

interface Entry {
  readonly name?: unknown;
  readonly hosts?: unknown;
  readonly features?: unknown;
}

function tenantsIn(file: string, problems: string[]): Readonly<Record<string, Entry | null>> {
  try {
    const content = JSON.parse(readFileSync(file, 'utf8')) as { readonly tenants?: unknown } | null;
    if (typeof content?.tenants === 'object' && content.tenants !== null)
      return content.tenants as Record<string, Entry>;
    problems.push('It needs an object "tenants".');
  } catch (error) {
    problems.push(`It cannot be read: ${(error as Error).message}`);
  }
  return {};
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');
