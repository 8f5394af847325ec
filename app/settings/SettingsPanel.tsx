import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { CircleCheck, CircleDashed } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { BrowserStatus, Settings } from '#contract';
import { useDesk, useStudio } from '../state/StudioContext.tsx';
import { lookForBrowsers } from '../state/use-host.ts';
import { changeSettings } from './change-settings.ts';

/** Who is working, how the window looks, and what it found on this machine. */
export function SettingsPanel() {
  const desk = useDesk();
  const { settings, about, browsers, project } = useStudio(({ project }) => project);
  return (
    <div className="panel settings" data-region="settings">
      <div className="settings-page">
        <h1>Settings</h1>
        <AuthorSetting author={settings.author} />
        <Setting title="Appearance" hint="The preview has its own switch: a page can be dark in a light window.">
          <SegmentedControl
            aria-label="Appearance"
            value={settings.appearance}
            onChange={(value) => void changeSettings(desk, { appearance: value as Settings['appearance'] })}
            data={[
              { value: 'system', label: 'System' },
              { value: 'light', label: 'Light' },
              { value: 'dark', label: 'Dark' },
            ]}
          />
        </Setting>
        <Setting title="Rows" hint="How tall lists are.">
          <SegmentedControl
            aria-label="Rows"
            value={settings.rows}
            onChange={(value) => void changeSettings(desk, { rows: value as Settings['rows'] })}
            data={[
              { value: 'dense', label: 'Dense' },
              { value: 'comfortable', label: 'Comfortable' },
            ]}
          />
        </Setting>
        <Setting title="Browsers" hint="Visual tests take their pictures with these.">
          <ul className="settings-browsers">
            {browsers?.map((browser) => <Browser key={browser.name} browser={browser} />) ?? (
              <li className="dim">Looking for browsers…</li>
            )}
          </ul>
          <Button variant="default" onClick={() => void lookForBrowsers(desk)}>
            Look again
          </Button>
        </Setting>
        <Setting title="About">
          <dl className="settings-about">
            <dt>Product</dt>
            <dd>{about?.product ?? '…'}</dd>
            <dt>Engine</dt>
            <dd>{about?.engine ?? '…'}</dd>
            <dt>Window</dt>
            <dd>{about?.host === 'electron' ? 'desktop' : 'browser'}</dd>
            <dt>Project folder</dt>
            <dd className="code">{project?.folder ?? 'none'}</dd>
          </dl>
        </Setting>
      </div>
    </div>
  );
}

interface SettingProps {
  readonly title: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

const Setting = ({ title, hint, children }: SettingProps) => (
  <section className="setting" aria-label={title}>
    <div>
      <h2>{title}</h2>
      {hint && <p className="dim">{hint}</p>}
    </div>
    <div className="setting-value">{children}</div>
  </section>
);

function AuthorSetting({ author }: { readonly author: string }) {
  const desk = useDesk();
  const [typed, setTyped] = useState<string | null>(null);
  const name = typed ?? author;
  const save = () => {
    if (typed !== null && typed.trim() !== '' && typed.trim() !== author) {
      void changeSettings(desk, { author: typed.trim() });
    }
    setTyped(null);
  };
  return (
    <Setting title="Your name" hint="Stands on versions you save and approvals you give.">
      <TextInput
        aria-label="Your name"
        value={name}
        maxLength={120}
        error={name.trim() === '' ? 'Versions and approvals need a name.' : null}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={save}
        onKeyDown={(event) => event.key === 'Enter' && save()}
      />
    </Setting>
  );
}

const Browser = ({ browser: { name, found, build, advice } }: { readonly browser: BrowserStatus }) => (
  <li>
    <span data-tone={found ? 'success' : 'neutral'} className="settings-browser-icon">
      {found ? <CircleCheck size={16} aria-hidden /> : <CircleDashed size={16} aria-hidden />}
    </span>
    <span>
      <strong className="settings-browser-name">{name}</strong> {found ? build?.replace(name, '') : 'not found'}
      {!found && advice && <span className="dim settings-browser-advice">{advice}</span>}
    </span>
  </li>
);
