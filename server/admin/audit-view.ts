import { type AuditFilter, type Db, listAudit } from '../storage/index.ts';

/** Params of the page. */
export interface AuditQuery {
  readonly who: string;
  readonly what: string;
  readonly outcome: 'all' | 'done' | 'denied';
  readonly page: number;
}

const pageSize = 50;

/** Whatever does not fit is left out: it is an address that somebody typed. */
export function readAuditQuery(query: Readonly<Record<string, unknown>>): AuditQuery {
  const { who, what, outcome, page } = query;
  const words = (value: unknown): string => (typeof value === 'string' && value.length <= 100 ? value.trim() : '');
  return {
    who: words(who),
    what: words(what),
    outcome: outcome === 'done' || outcome === 'denied' ? outcome : 'all',
    page: /^[1-9]\d{0,4}$/.test(String(page)) ? Number(page) : 1,
  };
}

/** One page of entries, the newest first. */
export async function auditView(db: Db, { who, what, outcome, page }: AuditQuery) {
  const filter: AuditFilter = { actor: who, action: what, outcome: outcome === 'all' ? null : outcome };
  const { total, rows } = await listAudit(db, filter, { from: (page - 1) * pageSize, most: pageSize });
  return {
    total,
    rows: rows.map(({ seq, at, actor, action, target, client, outcome, reason }) => ({
      seq: `${seq}`,
      at,
      actor,
      action,
      target,
      client,
      denied: outcome === 'denied',
      reason,
    })),
  };
}
