import { sql } from 'kysely';
import type { Db } from './storage.ts';
import type { AuditRow } from './tables.ts';

/** Parts of names; empty fits all. */
export interface AuditFilter {
  readonly actor: string;
  readonly action: string;
  readonly outcome: 'done' | 'denied' | null;
}

/** Some entries, the newest first, and how many fit in all. */
export async function listAudit(
  db: Db,
  { actor, action, outcome }: AuditFilter,
  { from, most }: { readonly from: number; readonly most: number },
): Promise<{ readonly total: number; readonly rows: readonly AuditRow[] }> {
  let query = db.selectFrom('audit');
  if (actor !== '') query = query.where(holds('actor', actor));
  if (action !== '') query = query.where(holds('action', action));
  if (outcome !== null) query = query.where('outcome', '=', outcome);
  const [{ total }, rows] = await Promise.all([
    query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
    query.selectAll().orderBy('seq', 'desc').offset(from).limit(most).execute(),
  ]);
  return { total: Number(total), rows };
}

/** Letter by letter, whatever their case. */
const holds = (column: 'actor' | 'action', part: string) => {
  const pattern = `%${part.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`;
  return sql<boolean>`lower(${sql.ref(column)}) LIKE ${pattern} ESCAPE '\\'`;
};
