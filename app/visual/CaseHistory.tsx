import { Popover } from '@mantine/core';
import { History } from 'lucide-react';
import type { CaseHistory as Past } from '#contract';
import { useReply } from '../state/use-reply.ts';
import { IconAction } from '../ui/IconAction.tsx';
import { Time } from '../ui/Time.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import { pastVerdict } from './verdict-words.ts';

interface Props {
  readonly path: string;
  /** Of the case. */
  readonly caseKey: string;
  readonly opened: boolean;
  readonly onOpened: (opened: boolean) => void;
}

/** How a case fared in its last runs, and who accepted what it is held against. */
export const CaseHistory = ({ path, caseKey, opened, onOpened }: Props) => (
  <Popover opened={opened} onChange={onOpened} position="top-end" trapFocus returnFocus width={320}>
    <Popover.Target>
      <IconAction
        icon={History}
        label="History of this case"
        keys="H"
        pressed={opened}
        onClick={() => onOpened(!opened)}
      />
    </Popover.Target>
    <Popover.Dropdown p={0}>{opened && <Told path={path} caseKey={caseKey} />}</Popover.Dropdown>
  </Popover>
);

function Told({ path, caseKey }: Pick<Props, 'path' | 'caseKey'>) {
  const reply = useReply('visual.history', { path });
  if (reply.state === 'loading') return <Waiting what="Reading the history" />;
  const past = reply.state === 'loaded' ? reply.value.find(({ key }) => key === caseKey) : undefined;
  if (!past) return <p className="case-history dim">Nothing is known of earlier runs.</p>;
  return (
    <section className="case-history" aria-label="History of this case">
      <Accepted {...past} />
      <Flakes {...past} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <ol tabIndex={0} aria-label="Runs, the newest first">
        {past.runs.map((one) => {
          const { word, tone, icon: Icon } = pastVerdict(one);
          return (
            <li key={one.run}>
              <span className="case-icon" data-tone={tone}>
                <Icon size={14} aria-hidden />
              </span>
              <span className="fill">{word}</span>
              <span className="dim">
                <Time at={one.at} />
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function Accepted({ baseline }: Past) {
  if (baseline === null) return <p>No picture of it has been accepted yet.</p>;
  const { by, at, browser, carriedFrom } = baseline;
  return (
    <p>
      The baseline was accepted{by !== null && ` by ${by}`} {at !== null && <Time at={at} />} in{' '}
      {carriedFrom ?? browser}
      {carriedFrom !== null && `, and was shot again in ${browser}`}.
    </p>
  );
}

function Flakes({ flakeShare, runs }: Past) {
  const shot = runs.filter(({ skipped, verdict }) => !skipped && verdict !== 'error').length;
  if (flakeShare === null || shot === 0) return null;
  const odd = Math.round(flakeShare * shot);
  return (
    <p>
      {odd === 0
        ? `Never flaky or unstable in ${shot === 1 ? '1 run' : `${shot} runs`} that shot it.`
        : `Flaky or unstable in ${odd} of ${shot === 1 ? '1 run' : `${shot} runs`} that shot it (${Math.round(flakeShare * 100)} %).`}
    </p>
  );
}
