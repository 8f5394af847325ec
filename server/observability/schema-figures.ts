import { doubling, type LabelledHistograms, labelledHistograms } from './labelled-histograms.ts';
import type { Sample } from './prometheus.ts';

/** What of a schema is worked on. */
export type SchemaType = 'page' | 'fragment' | 'form';
export type SchemaOperation = 'publish' | 'activate' | 'compile' | 'render' | 'stream' | 'submit' | 'view';
export type WorkStatus = 'ok' | 'refused' | 'failed';

/** A schema that took long, for whoever looks for the reason. */
export interface SlowSchema {
  readonly document: string;
  readonly operation: SchemaOperation;
  readonly count: number;
  /** Milliseconds. */
  readonly mean: number;
  readonly max: number;
}

export interface SchemaFigures {
  /** Seconds by `schema_type`, `operation` and `status`. */
  readonly processing: LabelledHistograms;
  processed(
    type: SchemaType,
    operation: SchemaOperation,
    status: WorkStatus,
    document: string,
    milliseconds: number,
  ): void;
  used(type: SchemaType, operation: SchemaOperation, tenant: string): void;
  usage(): readonly Sample[];
  /** Operations that took longer than agreed. */
  slow(): readonly Sample[];
  /** Those that take longest on average, the slowest first. */
  slowest(most: number): readonly SlowSchema[];
}

/** Tenants told apart; those beyond share one label, so that nobody can fill the memory of whoever collects. */
const mostTenants = 100;
const mostDocuments = 500;

export function newSchemaFigures(agreed: Readonly<Partial<Record<SchemaOperation, number>>>): SchemaFigures {
  const processing = labelledHistograms(doubling(0.0005, 16));
  const usage = new Map<string, { labels: Readonly<Record<string, string>>; count: number }>();
  const tenants = new Set<string>();
  const slow = new Map(Object.keys(agreed).map((operation) => [operation, 0]));
  const documents = new Map<
    string,
    { document: string; operation: SchemaOperation; count: number; sum: number; max: number }
  >();

  function remember(document: string, operation: SchemaOperation, milliseconds: number): void {
    const name = `${operation} ${document}`;
    const known = documents.get(name) ?? { document, operation, count: 0, sum: 0, max: 0 };
    known.count += 1;
    known.sum += milliseconds;
    known.max = Math.max(known.max, milliseconds);
    // What was worked on last stays.
    documents.delete(name);
    documents.set(name, known);
    if (documents.size > mostDocuments) documents.delete(documents.keys().next().value!);
  }

  return {
    processing,
    processed(type, operation, status, document, milliseconds) {
      processing.add({ schema_type: type, operation, status }, milliseconds / 1_000);
      remember(document, operation, milliseconds);
      if (milliseconds > (agreed[operation] ?? Number.POSITIVE_INFINITY)) slow.set(operation, slow.get(operation)! + 1);
    },
    used(type, operation, given) {
      if (tenants.size < mostTenants) tenants.add(given);
      const tenant = tenants.has(given) ? given : 'other';
      const name = `${type} ${operation} ${tenant}`;
      const known = usage.get(name) ?? { labels: { schema_type: type, operation, tenant }, count: 0 };
      known.count += 1;
      usage.set(name, known);
    },
    usage: () => [...usage.values()].map(({ labels, count }) => [labels, count] as const),
    slow: () => [...slow].map(([operation, count]) => [{ operation }, count] as const),
    slowest: (most) =>
      [...documents.values()]
        .map(({ sum, ...one }) => ({ ...one, mean: sum / one.count }))
        .sort((a, b) => b.mean - a.mean)
        .slice(0, most),
  };
}
