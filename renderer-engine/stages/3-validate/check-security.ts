import type { Json, JsonObject, StudioDocument } from '../../document/types.ts';
import { type SecurityFinding, securityFindings } from '../../security/findings.ts';
import type { Risk } from '../../security/rules.ts';
import type { Unit } from '../flow.ts';
import type { Memory } from '../memory.ts';
import type { Teller } from '../teller.ts';

/** Tells what is risky in a document and in everything it takes in (requirement S2); nothing is changed. */
export function checkSecurity(unit: Unit, teller: Teller, memory: Memory | null): void {
  tellFindings(unit, securityFindings(unit.document as unknown as Json, memory?.harmless), teller);
  const seen = new Set([unit]);
  const checkUsed = (used: Unit): void => {
    if (seen.has(used)) return;
    seen.add(used);
    tellFindings(used, findingsIn(used.document), teller);
    unitsOf(used).forEach(checkUsed);
  };
  unitsOf(unit).forEach(checkUsed);
}

const unitsOf = ({ base, uses }: Unit): readonly Unit[] => [...(base ? [base] : []), ...uses.values()];

/** What is used stays what it is while others are compiled with it. */
const known = new WeakMap<StudioDocument, readonly SecurityFinding[]>();

function findingsIn(document: StudioDocument): readonly SecurityFinding[] {
  const findings = known.get(document) ?? securityFindings(document as unknown as Json);
  known.set(document, findings);
  return findings;
}

function tellFindings(unit: Unit, findings: readonly SecurityFinding[], teller: Teller): void {
  for (const finding of findings) {
    const { pointer, atKey, rule, description, found } = finding;
    const code = codes[isShownAsText(finding, unit) ? 'low' : finding.risk];
    teller.tell(code, { rule, description, found }, { origin: { unit, pointer }, atKey });
  }
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
