import { Button } from '@mantine/core';
import { CircleCheck, CircleDashed, Map as MapIcon, Plus } from 'lucide-react';
import type { Coverage, CoverageProposal } from '#contract';
import { useDesk, useStudio } from '../state/StudioContext.tsx';
import { useReply } from '../state/use-reply.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { FailureNotice } from '../ui/FailureNotice.tsx';
import { notifyDone } from '../ui/notify.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import { addCase } from './add-case.ts';
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
  const desk = useDesk();
  const { nodes, shown, total, pictures, proposals } = coverage;
  if (pictures === 0) {
    return (
      <EmptyState icon={MapIcon} title="No accepted picture yet">
        Run the visual tests and accept what is right. Then this shows which nodes, branches, slots and sizes no picture
        has ever shown.
      </EmptyState>
    );
  }
  const add = ({ case: wanted }: CoverageProposal) => {
    if (addCase(desk, path, wanted)) notifyDone(`The case "${wanted.id}" was added. Run the tests to see it.`);
  };
  return (
    <div className="coverage">
      <section aria-label="Outline" className="coverage-outline">
        <h3>
          {shown} of {total} shown <span className="dim">by {pictures} accepted pictures</span>
        </h3>
        <ul>
          {nodes.map(({ id, type, depth, isShown, branches }) => (
            <li key={id} style={{ paddingLeft: 12 + Math.min(depth, 12) * 14 }}>
              <button type="button" className="row coverage-row" onClick={() => void editNode(desk, path, id)}>
                <Sign isShown={isShown ?? branches.every((branch) => branch.isShown)} />
                <strong>{id}</strong> <span className="dim">{type}</span>
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
          ))}
        </ul>
      </section>
      <section aria-label="Proposed cases" className="coverage-proposals">
        <h3>
          Proposed cases <span className="dim">{proposals.length}</span>
        </h3>
        {proposals.length === 0 && <p className="dim">None: what is missing needs sample data of its own.</p>}
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
    </div>
  );
}

const Sign = ({ isShown }: { readonly isShown: boolean }) =>
  isShown ? (
    <CircleCheck size={14} className="coverage-yes" aria-label="shown" />
  ) : (
    <CircleDashed size={14} className="coverage-no" aria-label="not shown" />
  );
