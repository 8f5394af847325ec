import { SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Settings } from '#contract';
import { useDesk, useStudio } from '../state/StudioContext.tsx';
import { BrowsersSetting } from './BrowsersSetting.tsx';
import { changeSettings } from './change-settings.ts';
import { Setting } from './Setting.tsx';

/** Who is working, how the window looks, and what it found on this machine. */
export function SettingsPanel() {
  const desk = useDesk();
  const { settings, about, project } = useStudio(({ project }) => project);
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
        <BrowsersSetting />
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
