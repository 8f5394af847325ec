import { nodeClock } from '#engine/node';
import type { SchemaFigures, SchemaOperation, SchemaType, WorkStatus } from './schema-figures.ts';
import type { Tracing } from './tracing.ts';

/** A piece of work on a schema. */
export interface SchemaWork {
  readonly type: SchemaType;
  readonly operation: SchemaOperation;
  /** Id of the document. */
  readonly id: string;
  /** Its version, where it is known by then. */
  readonly version?: string;
}

/** Every piece of work on a schema passes here: its time is counted, and it is a span of its request's trace. */
export interface SchemaWatch {
  /** A step of such work that is no work on the schema itself. */
  readonly step: <Value>(name: string, run: () => Value) => Value;
  readonly figures: SchemaFigures;
  /** `judge` says how it went, by default well unless it throws; `refused` is what author or client can mend. */
  work<Value>(what: SchemaWork, run: () => Value, judge?: (value: Awaited<Value>) => WorkStatus): Value;
  used(type: SchemaType, operation: SchemaOperation, tenant?: string): void;
}

export const schemaWatch = (figures: SchemaFigures, tracing: Tracing): SchemaWatch => ({
  figures,
  step: (name, run) => tracing.span(name, {}, run),
  work<Value>(
    { type, operation, id, version = '' }: SchemaWork,
    run: () => Value,
    judge: (value: Awaited<Value>) => WorkStatus = () => 'ok',
  ): Value {
    const start = nodeClock();
    const attributes = { 'schema.type': type, 'schema.id': id, 'schema.version': version };
    return tracing.span(`schema ${operation}`, attributes, (span) => {
      const end = (status: WorkStatus): void => {
        if (status !== 'ok') span.fail(status);
        figures.processed(type, operation, status, id, nodeClock() - start);
      };
      const judged = (value: Awaited<Value>): Awaited<Value> => {
        end(judge(value));
        return value;
      };
      const failed = (error: unknown): never => {
        end('failed');
        throw error;
      };
      try {
        const made = run();
        return (made instanceof Promise ? made.then(judged, failed) : judged(made as Awaited<Value>)) as Value;
      } catch (error) {
        return failed(error);
      }
    });
  },
  used: (type, operation, tenant = '') => figures.used(type, operation, tenant),
});
