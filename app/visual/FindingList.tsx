import { Accessibility } from 'lucide-react';
import type { ComponentProps } from 'react';
import type { AccessibilityFinding, CaseResult } from '#contract';
import { NodeRow } from './NodeRow.tsx';

interface Props extends Pick<ComponentProps<typeof NodeRow>, 'selected' | 'onSelect' | 'onPoint'> {
  readonly result: CaseResult;
  /** Those that do not count. */
  readonly known: readonly AccessibilityFinding[];
}

/** Rules of accessibility the page breaks: what is new, and folded what was accepted, or is left out for a reason. */
export function FindingList({ result, known, ...row }: Props) {
  const { newFindings, verdict } = result;
  const rows = (findings: readonly AccessibilityFinding[]) => (
    <ul>
      {findings.map(({ rule, impact, node, target, message }) => (
        <li key={`${rule} ${target}`}>
          <NodeRow
            {...row}
            node={node}
            icon={Accessibility}
            title={node ?? target}
            message={`${message} (${rule}, ${impact})`}
          />
        </li>
      ))}
    </ul>
  );
  return (
    <>
      {newFindings.length > 0 && (
        <>
          <h3>
            {verdict === 'created' ? 'Not accessible' : 'Less accessible'}{' '}
            <span className="dim">{newFindings.length}</span>
          </h3>
          {rows(newFindings)}
        </>
      )}
      {known.length > 0 && (
        <details className="findings-known">
          <summary>
            Known findings of accessibility <span className="dim">{known.length}</span>
          </summary>
          {rows(known)}
        </details>
      )}
    </>
  );
}
