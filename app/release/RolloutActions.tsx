import { Button, Group, Modal, Radio, Stack, Textarea } from '@mantine/core';
import { ChevronsUp, OctagonX, Pause, Play, Undo2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { Failure, Rollout, RolloutAction } from '#contract';
import { useDesk } from '../state/StudioContext.tsx';
import { FailureNotice } from '../ui/FailureNotice.tsx';
import { loadStatus } from './release-actions.ts';
import { actionWords, audienceWords, isPossible } from './rollout-words.ts';

interface Props {
  readonly rollout: Rollout;
  readonly canAct: boolean;
  readonly onDone: () => void;
}

const buttons = [
  ['pause', Pause],
  ['resume', Play],
  ['promote', ChevronsUp],
  ['abort', OctagonX],
  ['rollback', Undo2],
] as const;

/** Always there, so that nobody has to look for them when it burns. */
export function RolloutActions({ rollout, canAct, onDone }: Props) {
  const [asking, setAsking] = useState<RolloutAction | null>(null);
  return (
    <div className="rollout-actions" role="toolbar" aria-label="Steer the rollout">
      {buttons.map(([action, Icon]) => (
        <Button
          key={action}
          variant={action === 'rollback' ? 'filled' : 'default'}
          color={action === 'rollback' ? 'red' : 'accent'}
          leftSection={<Icon size={14} aria-hidden />}
          disabled={!canAct || !isPossible(action, rollout)}
          title={canAct ? undefined : 'Your role may look at rollouts, not steer them.'}
          onClick={() => setAsking(action)}
        >
          {actionWords[action].word}
        </Button>
      ))}
      {asking && <WhyDialog action={asking} rollout={rollout} onClose={() => setAsking(null)} onDone={onDone} />}
    </div>
  );
}

interface DialogProps {
  readonly action: RolloutAction;
  readonly rollout: Rollout;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Whoever steers says why; it stands in the history for whoever asks later. */
function WhyDialog({ action, rollout: seen, onClose, onDone }: DialogProps) {
  const desk = useDesk();
  // As it was when the person decided: what happens meanwhile is refused by the server.
  const [rollout] = useState(seen);
  const [why, setWhy] = useState('');
  const [to, setTo] = useState<'next' | 'all'>('next');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const { word, effect } = actionWords[action];
  const next = rollout.plan.steps[rollout.step];

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const { id, epoch } = rollout;
    const reply = await desk.host.call('rollout.act', { id, epoch, action, why: why.trim(), all: to === 'all' });
    setBusy(false);
    if (!reply.ok) return setFailure(reply.failure);
    onDone();
    onClose();
    await loadStatus(desk);
  };

  return (
    <Modal opened onClose={onClose} size={480} title={`${word}: ${rollout.documentId} ${rollout.candidate.semver}`}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap={16}>
          <p>
            {action === 'promote' && rollout.state === 'watching' ? 'Ends the watch: the rollout is done.' : effect}
          </p>
          {action === 'promote' && next && rollout.state !== 'watching' && (
            <Radio.Group label="How far" value={to} onChange={(value) => setTo(value === 'all' ? 'all' : 'next')}>
              <Stack gap={8} mt={8}>
                <Radio value="next" label={`To the next step: ${audienceWords(next)}`} />
                <Radio value="all" label="To everybody at once" />
              </Stack>
            </Radio.Group>
          )}
          <Textarea
            label="Why?"
            description="Kept in the history of the rollout and in the audit log."
            data-autofocus
            autosize
            minRows={2}
            maxLength={1000}
            value={why}
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
          {failure && <FailureNotice failure={failure} />}
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button
              type="submit"
              color={action === 'abort' || action === 'rollback' ? 'red' : 'accent'}
              loading={busy}
              disabled={why.trim() === ''}
            >
              {word}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
