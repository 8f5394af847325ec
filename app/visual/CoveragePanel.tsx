import { Button, Switch } from '@mantine/core';
import { CircleCheck, CircleDashed, Map as MapIcon, Plus } from 'lucide-react';
import { useState } from 'react';
import type { Coverage, CoverageProposal, CoveredNode } from '#contract';
import { useDesk, useStudio } from '../state/StudioContext.tsx';
import { useReply } from '../state/use-reply.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { FailureNotice } from '../ui/FailureNotice.tsx';
import { notifyDone } from '../ui/notify.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import { addCase } from './add-case.ts';
import { rowsWithGaps } from './coverage-rows.ts';
import { editNode } from './node-links.ts';
import { runsOf } from './runs.ts';

/** The outline of a document with what no accepted picture has ever shown, and cases that would show it. */
export function CoveragePanel({ path }: { readonly path: string }) {
  const { editing } = useDesk();
  // Another word on a picture, and another text, is another coverage.
  useStudio(({ visual }) => runsOf(visual, path).runs[0]);
  useStudio(({ documents }) => documents.tabs);
  const text = editing.textOf(path);
  const reply = useReply('visual.coverage', text === null ? null : { path, text });
  if (reply.state === 'loading') return <Waiting what="Reading what the pictures show" />;
  if (reply.state === 'failed') return <FailureNotice failure={reply.failure} onRetry={reply.retry} />;
  return <Outline path={path} coverage={reply.value} />;
}

function Outline({ path, coverage }: { readonly path: string; readonly coverage: Coverage }) {
  const { nodes, shown, total, pictures, proposals } = coverage;
  const [onlyGaps, setOnlyGaps] = useState(nodes.length > easilyRead);
  const [isWhole, setIsWhole] = useState(false);
  if (pictures === 0) {
    return (
      <EmptyState icon={MapIcon} title="No accepted picture yet">
        Run the visual tests and accept what is right. Then this shows which nodes, branches, slots and sizes no picture
        has ever shown.
      </EmptyState>
    );
  }
  const rows = onlyGaps ? rowsWithGaps(nodes) : nodes;
  const listed = isWhole ? rows : rows.slice(0, listedAtFirst);
  return (
    <div className="coverage">
      <section aria-label="Outline" className="coverage-outline">
        <header className="coverage-head">
          <h3>
            {shown} of {total} shown{' '}
            <span className="dim">
              by {pictures} accepted {pictures === 1 ? 'picture' : 'pictures'}
            </span>
          </h3>
          <Switch
            size="xs"
            label="Only what is missing"
            checked={onlyGaps}
            onChange={(event) => setOnlyGaps(event.currentTarget.checked)}
          />
        </header>
        {rows.length === 0 && <p className="dim">Nothing is missing: every node, branch, slot and size was shown.</p>}
        <ul>
          {listed.map((node) => (
            <OutlineRow key={node.id} path={path} node={node} />
          ))}
        </ul>
        {listed.length < rows.length && (
          <Button size="compact-sm" variant="subtle" onClick={() => setIsWhole(true)}>
            Show {rows.length - listed.length} more
          </Button>
        )}
      </section>
      <Proposals path={path} proposals={proposals} isWhole={shown === total} />
    </div>
  );
}

/** Nodes of an outline that a person takes in at a glance; of longer ones only the gaps are listed at first. */
const easilyRead = 150;
const listedAtFirst = 300;

function OutlineRow({ path, node }: { readonly path: string; readonly node: CoveredNode }) {
  const desk = useDesk();
  const { id, type, depth, isShown, branches, places } = node;
  return (
    <li style={{ paddingLeft: 12 + Math.min(depth, 12) * 14 }}>
      <button type="button" className="row coverage-row" onClick={() => void editNode(desk, path, id)}>
        <Sign isShown={isShown ?? branches.every((branch) => branch.isShown)} />
        <strong>{id}</strong> <span className="dim">{type}</span>
        {places > 1 && <span className="dim">in {places} places</span>}
        {isShown === false && <span className="coverage-gap">never shown</span>}
      </button>
      {branches.length > 0 && (
        <ul className="coverage-branches">
          {branches.map((branch) => (
            <li key={branch.name} data-shown={branch.isShown}>
              <Sign isShown={branch.isShown} /> {branch.name}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

interface ProposalsProps {
  readonly path: string;
  readonly proposals: readonly CoverageProposal[];
  /** Nothing is missing. */
  readonly isWhole: boolean;
}

function Proposals({ path, proposals, isWhole }: ProposalsProps) {
  const desk = useDesk();
  const add = ({ case: wanted }: CoverageProposal) => {
    if (addCase(desk, path, wanted)) notifyDone(`The case "${wanted.id}" was added. Run the tests to see it.`);
  };
  return (
    <section aria-label="Proposed cases" className="coverage-proposals">
      <h3>
        Proposed cases <span className="dim">{proposals.length}</span>
      </h3>
      {proposals.length === 0 && (
        <p className="dim">{isWhole ? 'None is needed.' : 'None: what is missing needs sample data of its own.'}</p>
      )}
      <ul>
        {proposals.map((proposal) => (
          <li key={proposal.case.id}>
            <span>
              <strong>{proposal.case.id}</strong>
              <br />
              {proposal.reason}
            </span>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<Plus size={14} aria-hidden />}
              aria-label={`Add the case ${proposal.case.id}`}
              onClick={() => add(proposal)}
            >
              Add
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

const Sign = ({ isShown }: { readonly isShown: boolean }) =>
  isShown ? (
    <CircleCheck size={14} className="coverage-yes" aria-label="shown" />
  ) : (
    <CircleDashed size={14} className="coverage-no" aria-label="not shown" />
  );
