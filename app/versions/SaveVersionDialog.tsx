import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Failure } from '#contract';
import { activeTab } from '../editor/documents.ts';
import { countProblems, describeCounts } from '../editor/problems.ts';
import { previewOf } from '../preview/preview-state.ts';
import { documentName } from '../shell/document-groups.ts';
import { useDesk, useStudio } from '../state/StudioContext.tsx';
import { FailureNotice } from '../ui/FailureNotice.tsx';
import { Keys } from '../ui/Keys.tsx';
import { Notice } from '../ui/Notice.tsx';
import { notifyDone } from '../ui/notify.tsx';
import { Compatibility } from './Compatibility.tsx';
import { shortHash } from './version-actions.ts';

/** Makes the text as it stands an immutable version, or just writes the file. */
export function SaveVersionDialog() {
  const { host, store, editing } = useDesk();
  const tab = useStudio(({ documents }) => activeTab(documents));
  const { diagnostics } = useStudio(({ preview }) => previewOf(preview, tab?.path ?? null));
  const [message, setMessage] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState<'version' | 'file' | null>(null);
  const counts = countProblems(diagnostics);
  const close = () => store.dispatch({ type: 'layout/dialog', dialog: null });
  if (!tab) return null;
  const { path, fileHash, readOnly } = tab;
  const text = editing.textOf(path) ?? '';

  const saveVersion = async () => {
    setBusy('version');
    const reply = await host.call('version.save', { path, text, fileHash, message: message.trim() });
    if (reply.ok) await editing.written(path, text);
    setBusy(null);
    if (!reply.ok) return setFailure(reply.failure);
    store.dispatch({ type: 'history/saved', version: reply.value });
    notifyDone(`Version ${reply.value.semver} (${shortHash(reply.value)}) of ${documentName(path)} is saved.`);
    close();
  };
  const saveFile = async () => {
    setBusy('file');
    const reply = await host.call('document.save', { path, text, fileHash, overwrite: false });
    if (reply.ok) await editing.written(path, text);
    setBusy(null);
    if (!reply.ok) return setFailure(reply.failure);
    notifyDone(`${documentName(path)} is written to its file.`);
    close();
  };
  const canSave = message.trim() !== '' && counts.errors === 0 && !readOnly;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (canSave) void saveVersion();
  };

  return (
    <Modal opened onClose={close} title={`Save a version of ${documentName(path)}`}>
      <form onSubmit={submit}>
        <Stack gap={16}>
          <Textarea
            data-autofocus
            autosize
            minRows={2}
            maxRows={8}
            label="What changed?"
            placeholder="Shorter heading, late orders first"
            value={message}
            maxLength={2000}
            onChange={(event) => setMessage(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && submit(event)}
          />
          {counts.errors === 0 && <Compatibility request={{ path, before: null, after: null, text }} />}
          {counts.errors > 0 && (
            <Notice tone="warning">
              {describeCounts(counts)}. A version can be published, so it must have no errors; the file can be saved
              with them.
            </Notice>
          )}
          {readOnly && <Notice tone="warning">This file cannot be written to.</Notice>}
          {failure && <FailureNotice failure={failure} />}
          <Group justify="flex-end" gap={8}>
            <Button
              variant="default"
              loading={busy === 'file'}
              disabled={busy !== null || readOnly}
              onClick={() => void saveFile()}
            >
              Save the file only
            </Button>
            <Button
              type="submit"
              loading={busy === 'version'}
              disabled={busy !== null || !canSave}
              rightSection={<Keys keys="mod+Enter" />}
            >
              Save version
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
