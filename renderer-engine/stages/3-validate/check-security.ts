import type { Json, JsonObject } from '../../document/types.ts';
import { type SecurityFinding, securityFindings } from '../../security/findings.ts';
import type { Risk } from '../../security/rules.ts';
import type { Unit } from '../flow.ts';
import type { Teller } from '../teller.ts';

/** Tells what is risky in a document and in everything it takes in (requirement S2); nothing is changed. */
export function checkSecurity(unit: Unit, teller: Teller, seen: Set<Unit> = new Set()): void {
  if (seen.has(unit)) return;
  seen.add(unit);
  for (const finding of securityFindings(unit.document as unknown as Json)) {
    const { pointer, atKey, rule, description, found } = finding;
    const code = codes[isShownAsText(finding, unit) ? 'low' : finding.risk];
    teller.tell(code, { rule, description, found }, { origin: { unit, pointer }, atKey });
  }
  if (unit.base) checkSecurity(unit.base, teller, seen);
  for (const used of unit.uses.values()) checkSecurity(used, teller, seen);
}

const codes = { high: 'UI9302', medium: 'UI9303', low: 'UI9304' } as const satisfies Record<Risk, string>;

/**
 * A test says hostile things on purpose and is never published; Code shows what is written, and pages about markup need
 * it; a pattern of a schema is held to what takes linear time.
 */
function isShownAsText({ pointer }: SecurityFinding, { document }: Unit): boolean {
  if (pointer.startsWith('/tests/')) return true;
  if (pointer.endsWith('/pattern')) return true;
  if (!pointer.endsWith('/props/source')) return false;
  let node: Json | undefined = document as unknown as Json;
  for (const key of pointer.split('/').slice(1, -2)) node = (node as JsonObject | undefined)?.[key];
  return (node as JsonObject | undefined)?.['type'] === 'Code';
}
