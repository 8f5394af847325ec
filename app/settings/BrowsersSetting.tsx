import { Button } from '@mantine/core';
import { CircleAlert, CircleCheck, CircleDashed, LoaderCircle } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { BrowserName, BrowserStatus } from '#contract';
import { useDesk, useStudio } from '../state/StudioContext.tsx';
import { lookForBrowsers } from '../state/use-host.ts';
import { Setting } from './Setting.tsx';

/** What became of one installation. */
interface Installation {
  readonly name: BrowserName;
  /** What the installer said last. */
  readonly line: string;
  /** Null while it runs. */
  readonly problem: string | null;
}

/** Which browsers there are, and a button for each that is missing. */
export function BrowsersSetting() {
  const desk = useDesk();
  const browsers = useStudio(({ project }) => project.browsers);
  const [installation, setInstallation] = useState<Installation | null>(null);
  const [isLooking, setIsLooking] = useState(false);
  const isBusy = installation !== null && installation.problem === null;

  useEffect(
    () =>
      desk.host.on('browser.installing', ({ name, line }) =>
        setInstallation((known) => (known?.name === name && known.problem === null ? { ...known, line } : known)),
      ),
    [desk],
  );

  async function install(name: BrowserName) {
    setInstallation({ name, line: 'Starting…', problem: null });
    const reply = await desk.host.call('browser.install', { name });
    if (!reply.ok) return setInstallation({ name, line: '', problem: reply.failure.message });
    setInstallation(null);
    desk.store.dispatch({ type: 'project/browsers', browsers: reply.value });
  }
  async function lookAgain() {
    setIsLooking(true);
    await lookForBrowsers(desk);
    setIsLooking(false);
  }

  return (
    <Setting title="Browsers" hint="Visual tests take their pictures with these.">
      <ul className="settings-browsers">
        {browsers?.map((browser) => (
          <Browser
            key={browser.name}
            browser={browser}
            installation={installation?.name === browser.name ? installation : null}
            isBusy={isBusy}
            onInstall={() => void install(browser.name)}
          />
        )) ?? <li className="dim">Looking for browsers…</li>}
      </ul>
      <Button variant="default" loading={isLooking} disabled={isBusy} onClick={() => void lookAgain()}>
        Look again
      </Button>
    </Setting>
  );
}

interface BrowserProps {
  readonly browser: BrowserStatus;
  readonly installation: Installation | null;
  /** Something is being installed: nothing else can be meanwhile. */
  readonly isBusy: boolean;
  readonly onInstall: () => void;
}

function Browser({ browser, installation, isBusy, onInstall }: BrowserProps) {
  const { name, found, build, executable, advice, install } = browser;
  const isRunning = installation !== null && installation.problem === null;
  return (
    <li>
      <span
        data-tone={found ? 'success' : installation?.problem ? 'danger' : 'neutral'}
        className="settings-browser-icon"
      >
        <StatusIcon found={found} isRunning={isRunning} hasFailed={Boolean(installation?.problem)} />
      </span>
      <span className="settings-browser-text">
        <span>
          <strong>{titles[name]}</strong> {found ? build?.replace(`${name} `, '') : 'not found'}
        </span>
        {found && executable && <span className="dim code settings-browser-path">{executable}</span>}
        {!found && advice && <span className="dim">{advice}</span>}
        {isRunning && (
          <span className="dim code settings-browser-line" role="status">
            {installation.line}
          </span>
        )}
        {installation?.problem && <span role="alert">{installation.problem}</span>}
      </span>
      {!found && install.length > 0 && (
        <Button
          size="compact-sm"
          variant="default"
          loading={isRunning}
          disabled={isBusy}
          title={install.join('\n')}
          aria-label={`Install ${titles[name]}`}
          onClick={onInstall}
        >
          Install
        </Button>
      )}
    </li>
  );
}

interface StatusProps {
  readonly found: boolean;
  readonly isRunning: boolean;
  readonly hasFailed: boolean;
}

function StatusIcon({ found, isRunning, hasFailed }: StatusProps) {
  if (found) return <CircleCheck size={16} role="img" aria-label="found" />;
  if (isRunning) return <LoaderCircle size={16} role="img" aria-label="installing" />;
  if (hasFailed) return <CircleAlert size={16} role="img" aria-label="could not be installed" />;
  return <CircleDashed size={16} role="img" aria-label="missing" />;
}

const titles: Readonly<Record<BrowserName, string>> = {
  chromium: 'Chromium',
  firefox: 'Firefox',
  webkit: 'WebKit',
  chrome: 'Chrome',
  edge: 'Edge',
};
