import { Button } from '@mantine/core';
import { CirclePlus, CircleX, type LucideIcon, Move, Paintbrush, PencilLine, Scaling, Type } from 'lucide-react';
import type { AccessibilityFinding, CaseResult, NodeChange, NodeEdits } from '#contract';
import { Keys } from '../ui/Keys.tsx';
import { EditsBehind } from './EditsBehind.tsx';
import { FindingList } from './FindingList.tsx';
import { NodeRow } from './NodeRow.tsx';

interface Props {
  readonly result: CaseResult;
  /** What was edited, by node; those that are known. */
  readonly edits: readonly NodeEdits[];
  /** Broken rules of accessibility that do not count. */
  readonly known: readonly AccessibilityFinding[];
  readonly selected: string | null;
  /** The node somebody picked in the picture, when nothing changed about it. */
  readonly onSelect: (node: string | null) => void;
  readonly onPoint: (node: string | null) => void;
  readonly onEdit: (node: string) => void;
}

const icons: Readonly<Record<NodeChange['kind'], LucideIcon>> = {
  added: CirclePlus,
  removed: CircleX,
  text: Type,
  restyled: Paintbrush,
  resized: Scaling,
  moved: Move,
  repainted: Paintbrush,
};

/** Nodes that changed, each with what merely moved because of it folded below; and what is less accessible now. */
export function ChangeList(props: Props) {
  const { result, edits, known, selected, onEdit } = props;
  const { changes, newFindings, broken } = result;
  const names = new Set(changes.map(({ node }) => node));
  const causes = changes.filter(({ cause }) => cause === null || !names.has(cause));
  const isOther =
    selected !== null &&
    !names.has(selected) &&
    ![...newFindings, ...known, ...broken].some(({ node }) => node === selected);
  return (
    <section className="change-list" aria-label="What changed">
      {broken.length > 0 && (
        <>
          <h3>
            Not as the case expects <span className="dim">{broken.length}</span>
          </h3>
          <ul>
            {broken.map(({ node, message }) => (
              <li key={`${node} ${message}`}>
                <NodeRow {...props} node={node} icon={CircleX} title={node ?? 'The page'} message={message} />
              </li>
            ))}
          </ul>
        </>
      )}
      {(result.verdict === 'failed' || causes.length > 0) && (
        <h3>
          Changed nodes <span className="dim">{causes.length}</span>
        </h3>
      )}
      {result.verdict === 'failed' && causes.length === 0 && (
        <p className="dim change-none">No node is known to have changed.</p>
      )}
      <ul>
        {causes.map((change) => (
          <li key={`${change.node} ${change.kind}`}>
            <Change {...props} change={change} />
            {edits
              .filter((one) => one.node === change.node && one.edits.length > 0)
              .map((one) => (
                <EditsBehind key={one.where} edits={one} />
              ))}
            <Followers {...props} of={change.node} />
          </li>
        ))}
      </ul>
      <FindingList {...props} />
      {isOther && (
        <>
          <h3>Selected</h3>
          <ul>
            <li>
              <NodeRow
                {...props}
                node={selected}
                icon={PencilLine}
                title={selected}
                message="Nothing changed about it."
              />
            </li>
          </ul>
        </>
      )}
      {selected !== null && (
        <footer>
          <Button
            fullWidth
            variant="default"
            leftSection={<PencilLine size={14} aria-hidden />}
            rightSection={<Keys keys="E" />}
            onClick={() => onEdit(selected)}
          >
            <span className="truncate">Edit {selected}</span>
          </Button>
        </footer>
      )}
    </section>
  );
}

/** Those that moved or grew because of a node. */
function Followers({ of, ...props }: Props & { readonly of: string }) {
  const own = props.result.changes.filter(({ cause }) => cause === of);
  if (own.length === 0) return null;
  return (
    <details className="change-followers">
      <summary>
        {own.length} {own.length === 1 ? 'node' : 'nodes'} changed because of it
      </summary>
      <ul>
        {own.map((change) => (
          <li key={`${change.node} ${change.kind}`}>
            <Change {...props} change={change} />
          </li>
        ))}
      </ul>
    </details>
  );
}

const Change = ({ change: { node, kind, message }, ...props }: Props & { readonly change: NodeChange }) => (
  <NodeRow {...props} node={node} icon={icons[kind]} title={node} message={message} kind={kind} />
);
