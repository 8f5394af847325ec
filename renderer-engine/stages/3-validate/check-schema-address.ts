import type { Unit } from '../flow.ts';
import type { Teller } from '../teller.ts';

/** Editors take their words from "$schema": that of another kind would help with the wrong ones (language.md 2.1). */
export function checkSchemaAddress(unit: Unit, teller: Teller): void {
  const { $schema, kind } = unit.document;
  const named = /\/ui\/\d+\/([a-z]+)\.json$/.exec($schema)?.[1];
  if (named === undefined || named === kind) return;
  const value = $schema.replace(/[a-z]+\.json$/, `${kind}.json`);
  const edits = [{ op: 'replace', path: '/$schema', value } as const];
  const fixes = [{ title: `Name the schema of a ${kind}`, safe: true, edits }];
  teller.tell('UI2023', { named, kind }, { origin: { unit, pointer: '/$schema' } }, { fixes });
}
