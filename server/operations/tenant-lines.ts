import { readFileSync } from 'node:fs';
import type { Kysely } from 'kysely';
import type { Bundle } from '#engine';
import { findFile, listLive, readSheets, type Tables } from '../storage/index.ts';

/**
 * Lines of JSON `[kind, value]` of what is a tenant's: its entry in TENANTS_FILE, and of each live page its version, the
 * words it overrides for the tenant, and the tenant's stylesheet. Null when nobody knows the tenant. Pages themselves are
 * everybody's and are named by their hashes; visitors' data is in the systems behind the sources and was never here.
 */
export async function tenantLines(
  db: Kysely<Tables>,
  tenant: string,
  tenantsFile: string | null,
): Promise<readonly string[] | null> {
  const entry = entryOf(tenant, tenantsFile);
  const lines: string[] = [JSON.stringify(['tenant', { id: tenant, entry }])];
  let isKnown = entry !== null || tenant === 'default';
  for (const live of await listLive(db)) {
    const release = await db
      .selectFrom('release')
      .selectAll()
      .where('hash', '=', live.release_hash)
      .executeTakeFirstOrThrow();
    const { settings } = JSON.parse(release.bundle) as Bundle;
    const own = settings.tenants?.[tenant] ?? null;
    const sheet = readSheets(release).find((one) => one.tenant === tenant);
    const { channel, document_id: document, release_hash: hash, version, route, published_at: publishedAt } = live;
    lines.push(JSON.stringify(['page', { channel, document, hash, version, route, publishedAt, settings: own }]));
    if (own !== null || sheet) isKnown = true;
    const file = sheet && (await findFile(db, sheet.address));
    if (file)
      lines.push(
        JSON.stringify([
          'stylesheet',
          { document, address: file.address, base64: Buffer.from(file.bytes).toString('base64') },
        ]),
      );
  }
  return isKnown ? lines : null;
}

function entryOf(tenant: string, file: string | null): unknown {
  if (file === null) return null;
  const { tenants = {} } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly tenants?: Readonly<Record<string, unknown>>;
  };
  return Object.hasOwn(tenants, tenant) ? tenants[tenant] : null;
}
