import { Button, Group, Modal, Stack } from '@mantine/core';
import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import type { Channel, Failure, LiveRelease, Version } from '#contract';
import { useDesk } from '../state/StudioContext.tsx';
import { useReply } from '../state/use-reply.ts';
import { FailureNotice } from '../ui/FailureNotice.tsx';
import { Notice } from '../ui/Notice.tsx';
import { notifyDone } from '../ui/notify.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import { TextDiff } from '../versions/TextDiff.tsx';
import { shortHash } from '../versions/version-actions.ts';
import { atOnce, RolloutChoice, type Way } from './RolloutChoice.tsx';
import { loadStatus } from './release-actions.ts';

interface Props {
  readonly channel: Channel;
  readonly version: Version;
  readonly live: LiveRelease | null;
  /** Why it cannot go live in steps; null when it can. */
  readonly obstacle: string | null;
  readonly onClose: () => void;
  /** A rollout was started. */
  readonly onRollout: (id: string) => void;
}

/** What publishing would change, checked by the server, before it is done. */
export function PublishDialog({ channel, version, live, obstacle, onClose, onRollout }: Props) {
  const desk = useDesk();
  const check = useReply('release.publish', { hash: version.hash, channel, dryRun: true });
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const [way, setWay] = useState<Way>(atOnce);

  const publish = async () => {
    setBusy(true);
    const what = { hash: version.hash, channel };
    if (way.kind === 'at once') {
      const reply = await desk.host.call('release.publish', { ...what, dryRun: false });
      setBusy(false);
      if (!reply.ok) return setFailure(reply.failure);
      notifyDone(`Version ${version.semver} is live in ${channel}.`);
    } else {
      const strategy = { kind: way.kind, interval: way.minutes * 60 };
      const reply = await desk.host.call('rollout.start', { ...what, strategy, why: way.why.trim() });
      setBusy(false);
      if (!reply.ok) return setFailure(reply.failure);
      onRollout(reply.value.id);
    }
    onClose();
    await loadStatus(desk);
  };
  const isSaid = way.kind === 'at once' || (way.why.trim() !== '' && way.minutes > 0);

  return (
    <Modal opened onClose={onClose} size={live ? 960 : 560} title={`Publish to ${channel}`}>
      <Stack gap={16} className="publish-dialog" data-channel={channel}>
        <div className="publish-change">
          <VersionCard title="Live now" semver={live?.semver ?? null} hash={live?.versionHash ?? null} note={null} />
          <ArrowRight size={20} aria-label="becomes" className="dim" />
          <VersionCard title="New" semver={version.semver} hash={version.hash} note={version.message} />
        </div>
        {live && <LiveDiff live={live} version={version} />}
        {check.state === 'loading' && <Waiting what="The server compiles and checks this version" />}
        {check.state === 'failed' && <FailureNotice failure={check.failure} onRetry={check.retry} />}
        {check.state === 'loaded' && (
          <Notice tone="success">
            The server compiled the same content and accepts the approval. It will be served at{' '}
            <span className="code">{check.value.url}</span>
          </Notice>
        )}
        <RolloutChoice way={way} onChange={setWay} obstacle={obstacle} />
        {failure && <FailureNotice failure={failure} />}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            data-autofocus
            color={channel === 'production' ? 'red' : 'accent'}
            loading={busy}
            disabled={check.state !== 'loaded' || !isSaid}
            onClick={() => void publish()}
          >
            {way.kind === 'at once' ? `Publish to ${channel}` : 'Start the rollout'}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

interface CardProps {
  readonly title: string;
  readonly semver: string | null;
  readonly hash: string | null;
  readonly note: string | null;
}

const VersionCard = ({ title, semver, hash, note }: CardProps) => (
  <div className="version-card">
    <span className="dim">{title}</span>
    <strong>{semver ?? 'Nothing'}</strong>
    {hash && <span className="code dim">{shortHash({ hash })}</span>}
    {note && <span className="truncate">{note}</span>}
  </div>
);

/** What changes in the text; a version published from elsewhere is not known here. */
function LiveDiff({ live, version }: { readonly live: LiveRelease; readonly version: Version }) {
  const before = useReply('version.read', { hash: live.versionHash });
  const after = useReply('version.read', { hash: version.hash });
  if (before.state === 'failed') {
    return <p className="dim">The live version was published from elsewhere, so its text cannot be compared here.</p>;
  }
  if (before.state === 'loading' || after.state !== 'loaded') return null;
  return (
    <div className="publish-diff">
      <TextDiff
        before={{ label: `Live: ${live.semver}`, text: before.value.text }}
        after={{ label: `New: ${version.semver}`, text: after.value.text }}
      />
    </div>
  );
}
