import { Button, Select } from '@mantine/core';
import { ExternalLink, Rocket } from 'lucide-react';
import { useState } from 'react';
import type { Channel, LiveRelease, Rollout, ServerStatus, Version } from '#contract';
import { entryOf } from '../state/project.ts';
import { useDispatch, useStudio } from '../state/StudioContext.tsx';
import { Time } from '../ui/Time.tsx';
import { historyOf } from '../versions/history.ts';
import { shortHash } from '../versions/version-actions.ts';
import { PublishDialog } from './PublishDialog.tsx';
import { RolloutCard } from './RolloutCard.tsx';

interface Props {
  readonly channel: Channel;
  readonly status: ServerStatus;
  readonly path: string | null;
  /** Of this document in this environment, the newest first. */
  readonly rollouts: readonly Rollout[];
  readonly onRollout: (id: string) => void;
}

const names: Readonly<Record<Channel, string>> = { staging: 'Staging', production: 'Production' };

/** One environment: what is live in it, and publishing into it. */
export function ChannelColumn({ channel, status, path, rollouts, onRollout }: Props) {
  const documentId = useStudio(({ project }) => entryOf(project.project, path)?.id ?? null);
  const live = status.live.filter((release) => release.channel === channel);
  const own = live.find((release) => release.documentId === documentId) ?? null;
  const others = live.filter((release) => release !== own);
  return (
    <section className="channel" data-channel={channel} aria-label={names[channel]}>
      <header>
        <h2>{names[channel]}</h2>
        <span className="dim">{live.length === 1 ? '1 document live' : `${live.length} documents live`}</span>
      </header>
      <div className="channel-body">
        {path !== null && (
          <PublishCard
            channel={channel}
            path={path}
            live={own}
            status={status}
            rollouts={rollouts}
            onRollout={onRollout}
          />
        )}
        {others.length > 0 && (
          <>
            <h3>{path === null ? 'Live' : 'Also live'}</h3>
            <ul>
              {others.map((release) => (
                <li key={release.documentId} className="live-row">
                  <span className="row-label truncate">{release.documentId}</span>
                  <span className="dim">{release.semver}</span>
                  <LiveLink release={release} />
                </li>
              ))}
            </ul>
          </>
        )}
        {path === null && others.length === 0 && (
          <p className="dim">Nothing is live here. Choose a document above to publish its approved version.</p>
        )}
      </div>
    </section>
  );
}

interface CardProps {
  readonly channel: Channel;
  readonly path: string;
  readonly live: LiveRelease | null;
  readonly status: ServerStatus;
  readonly rollouts: readonly Rollout[];
  readonly onRollout: (id: string) => void;
}

function PublishCard({ channel, path, live, status, rollouts, onRollout }: CardProps) {
  const dispatch = useDispatch();
  const history = useStudio(({ histories }) => historyOf(histories, path));
  const approved = (history?.versions ?? []).filter((version) => approversOf(version, status).length > 0);
  const [chosen, setChosen] = useState<string | null>(null);
  const [publishing, setPublishing] = useState(false);
  const version = approved.find(({ hash }) => hash === chosen) ?? approved[0] ?? null;
  const isLive = version !== null && version.hash === live?.versionHash;
  const running = rollouts.find(({ endedAt }) => endedAt === null) ?? null;
  const past = rollouts.filter(({ endedAt }) => endedAt !== null).slice(0, mostPast);
  // While visitors are divided nothing else goes live; what is only watched makes way.
  const isDivided = running !== null && running.state !== 'watching';
  const canPublish = !isDivided && status.reachable && status.person?.mayPublish !== false;

  return (
    <article className="publish-card">
      {live ? (
        <div className="publish-live">
          <span className="dim">Live</span>
          <strong>{live.semver}</strong>
          <span className="code dim">{shortHash({ hash: live.versionHash })}</span>
          <LiveLink release={live} />
          <p className="dim">
            Published by {live.publishedBy} <Time at={live.publishedAt} />
          </p>
        </div>
      ) : (
        <p className="dim">This document was never published here.</p>
      )}
      {running && <RolloutCard rollout={running} onOpen={onRollout} />}
      {version ? (
        <div className="publish-next">
          <Select
            aria-label={`Version to publish to ${channel}`}
            value={version.hash}
            data={approved.map((candidate) => ({
              value: candidate.hash,
              label: `${candidate.semver} · ${candidate.message}`.slice(0, 48),
            }))}
            onChange={setChosen}
          />
          <Button
            leftSection={<Rocket size={14} aria-hidden />}
            disabled={!canPublish || isLive}
            onClick={() => setPublishing(true)}
          >
            {isLive ? 'This version is live' : `Publish to ${channel}`}
          </Button>
        </div>
      ) : (
        <div className="publish-next">
          <p>No version of this document is approved yet, so nothing can be published.</p>
          <Button variant="default" onClick={() => dispatch({ type: 'layout/activity', activity: 'versions' })}>
            Go to versions
          </Button>
        </div>
      )}
      {isDivided && <p className="dim">Something else can go live here once the rollout has ended.</p>}
      {version && !isLive && <Approvers version={version} channel={channel} status={status} />}
      {past.length > 0 && (
        <div>
          <h3>Rollouts before</h3>
          {past.map((rollout) => (
            <RolloutCard key={rollout.id} rollout={rollout} onOpen={onRollout} />
          ))}
        </div>
      )}
      {publishing && version && (
        <PublishDialog
          channel={channel}
          version={version}
          live={live}
          obstacle={stepsObstacle({ live, status })}
          onClose={() => setPublishing(false)}
          onRollout={onRollout}
        />
      )}
    </article>
  );
}

/** Rollouts that have ended, as many as one looks at. */
const mostPast = 3;

interface Ready {
  readonly live: LiveRelease | null;
  readonly status: ServerStatus;
}

/** Why a version cannot go live in steps; null when it can. */
function stepsObstacle({ live, status }: Ready): string | null {
  if (!live) return 'In steps it can go once something is live here to compare it with.';
  if (status.person?.mayRollOut === false) return 'Your role may not start rollouts.';
  return null;
}

/** Who approved a version, and how many it takes. */
function Approvers({ version, channel, status }: ApproversProps) {
  const names = approversOf(version, status);
  const rule = status.rules?.[channel];
  const others = rule && !rule.ownCounts && status.person?.mayPublish && names.includes(status.person?.name ?? '');
  return (
    <p className="dim">
      Approved by {names.join(', ')}
      {rule && rule.people > 1 ? `; ${rule.people} people have to approve what goes live here` : ''}
      {others ? '; your own approval does not count for what you publish yourself' : ''}.
      {status.person?.mayPublish === false && ' Publishing is for release managers.'}
    </p>
  );
}

interface ApproversProps {
  readonly version: Version;
  readonly channel: Channel;
  readonly status: ServerStatus;
}

/** Names of those who approved a version, here or, as the server knows, elsewhere. */
function approversOf({ hash, approval }: Version, { approvals }: ServerStatus): readonly string[] {
  const names = approvals.filter((given) => given.hash === hash).map(({ by }) => by);
  return [...new Set(approval ? [approval.by, ...names] : names)];
}

const LiveLink = ({ release }: { readonly release: LiveRelease }) => (
  <a className="live-link" href={release.url} target="_blank" rel="noreferrer">
    Open <ExternalLink size={14} aria-hidden />
    <span className="visually-hidden"> {release.documentId} in a new window</span>
  </a>
);
