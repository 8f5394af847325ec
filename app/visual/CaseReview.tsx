import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { Check, Undo2, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { CaseResult, VisualRun } from '#contract';
import { useDesk, useDispatch, useStudio } from '../state/StudioContext.tsx';
import { Chip } from '../ui/Chip.tsx';
import { Keys } from '../ui/Keys.tsx';
import { describeResult } from './describe-result.ts';
import { PictureViewer } from './PictureViewer.tsx';
import { decide, undoDecision } from './run-actions.ts';
import { inReviewOrder, isUndecided, neighbor } from './runs.ts';
import { useReviewKeys } from './use-review-keys.ts';
import { verdictOf } from './verdict-words.ts';

interface Props {
  readonly run: VisualRun;
  readonly result: CaseResult;
}

/** One case: its pictures, what was measured, and the decision. */
export function CaseReview({ run, result }: Props) {
  const desk = useDesk();
  const dispatch = useDispatch();
  const view = useStudio(({ visual }) => visual.view);
  const [rejecting, setRejecting] = useState(false);
  const [fits, setFits] = useState(0);
  const { key, viewport } = result.case;
  const isOpen = isUndecided(result) && run.state !== 'running';
  const order = inReviewOrder(run.results);
  const select = (next: string | null) => next && dispatch({ type: 'visual/select', path: run.path, key: next });

  /** Goes on with the next case that waits, so that a review is one key per picture. */
  const decideAndGoOn = async (keys: readonly string[], decision: 'accepted' | 'rejected', reason: string) => {
    const next = order.find((other) => isUndecided(other) && !keys.includes(other.case.key));
    if (await decide(desk, run, keys, decision, reason)) select(next?.case.key ?? null);
  };
  const accept = () => isOpen && void decideAndGoOn([key], 'accepted', '');
  const acceptAll = () => {
    const open = order.filter(isUndecided).map((other) => other.case.key);
    if (open.length > 0 && run.state !== 'running') void decideAndGoOn(open, 'accepted', '');
  };
  const undo = () => result.decision !== null && !isOpen && void undoDecision(desk, run, [key]);

  useReviewKeys(!rejecting, (action) => {
    switch (action.do) {
      case 'move':
        return select(neighbor(order, key, action.step));
      case 'accept':
        return accept();
      case 'accept-all':
        return acceptAll();
      case 'reject':
        return isOpen && setRejecting(true);
      case 'undo':
        return undo();
      case 'view':
        return dispatch({ type: 'visual/view', view: action.view });
      case 'fit':
        return setFits((times) => times + 1);
    }
  });

  return (
    <section className="panel" aria-label={`${result.case.name}, ${viewport.name}`}>
      <PictureViewer
        before={result.baseline}
        after={result.shot}
        difference={result.difference}
        labels={{ before: 'Baseline', after: 'New' }}
        view={view}
        fits={fits}
        onView={(next) => dispatch({ type: 'visual/view', view: next })}
      />
      <footer className="decision-bar">
        <Chip {...verdictOf(result)} />
        <p className="decision-text">{describeResult(result)}</p>
        {isOpen && (
          <Group gap={8} wrap="nowrap">
            <Button
              variant="default"
              leftSection={<X size={14} aria-hidden />}
              rightSection={<Keys keys="N" />}
              onClick={() => setRejecting(true)}
            >
              Reject
            </Button>
            <Button leftSection={<Check size={14} aria-hidden />} rightSection={<Keys keys="Y" />} onClick={accept}>
              Accept
            </Button>
          </Group>
        )}
        {!isOpen && result.decision !== null && result.decision !== 'pending' && (
          <Button
            variant="default"
            leftSection={<Undo2 size={14} aria-hidden />}
            rightSection={<Keys keys="U" />}
            onClick={undo}
          >
            Undo
          </Button>
        )}
      </footer>
      {rejecting && (
        <RejectDialog
          onClose={() => setRejecting(false)}
          onReject={(reason) => {
            setRejecting(false);
            void decideAndGoOn([key], 'rejected', reason);
          }}
        />
      )}
    </section>
  );
}

interface RejectProps {
  readonly onClose: () => void;
  readonly onReject: (reason: string) => void;
}

function RejectDialog({ onClose, onReject }: RejectProps) {
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() !== '') onReject(reason.trim());
  };
  return (
    <Modal opened onClose={onClose} title="Reject this picture">
      <form onSubmit={submit}>
        <Stack gap={16}>
          <Textarea
            data-autofocus
            autosize
            minRows={3}
            maxRows={8}
            label="What is wrong with it?"
            description="Whoever mends it reads this. The baseline stays as it is."
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && submit(event)}
          />
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" color="red" disabled={reason.trim() === ''}>
              Reject
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
