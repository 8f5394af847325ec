import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';

/** What a person says besides the word itself. */
export interface Said {
  readonly reason: string;
  readonly owner?: string;
  readonly until?: string;
}

export type Asking = 'rejected' | 'tolerated' | 'quarantined';

interface Props {
  readonly about: Asking;
  /** How many pictures it is said of. */
  readonly count: number;
  /** Changed pixels, to be tolerated. */
  readonly pixels: number;
  readonly owner: string;
  readonly onClose: () => void;
  readonly onSay: (said: Said) => void;
}

const words: Readonly<Record<Asking, { title: string; label: string; description: string; button: string }>> = {
  rejected: {
    title: 'Reject',
    label: 'What is wrong with it?',
    description: 'Whoever mends it reads this. The baseline stays as it is.',
    button: 'Reject',
  },
  tolerated: {
    title: 'Tolerate this difference',
    label: 'Why is it still right?',
    description: '',
    button: 'Tolerate',
  },
  quarantined: {
    title: 'Put in quarantine',
    label: 'Why can it not be trusted?',
    description: 'It is still shot and shown, but does not count until the day below. Whoever approves is told.',
    button: 'Quarantine',
  },
};

/** Asks for the reason of a decision, and for who and until when where that is needed. */
export function DecisionDialog({ about, count, pixels, owner: author, onClose, onSay }: Props) {
  const [reason, setReason] = useState('');
  const [owner, setOwner] = useState(author);
  const [until, setUntil] = useState(inTwoWeeks);
  const { title, label, description, button } = words[about];
  const isWhole = reason.trim() !== '' && (about !== 'quarantined' || (owner.trim() !== '' && until !== ''));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isWhole) return;
    const said = { reason: reason.trim() };
    onSay(about === 'quarantined' ? { ...said, owner: owner.trim(), until: `${until}T00:00:00.000Z` } : said);
  };
  const subject = count === 1 ? 'this picture' : `${count} pictures`;
  return (
    <Modal opened onClose={onClose} title={about === 'tolerated' ? title : `${title} ${subject}`}>
      <form onSubmit={submit}>
        <Stack gap={16}>
          <Textarea
            data-autofocus
            autosize
            minRows={3}
            maxRows={8}
            label={label}
            description={
              about === 'tolerated'
                ? `Up to ${pixels.toLocaleString('en')} changed pixels are allowed for this case, until its baseline changes. Does it still show everything it should?`
                : description
            }
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && submit(event)}
          />
          {about === 'quarantined' && (
            <Group grow align="start">
              <TextInput
                label="Who sees to it?"
                value={owner}
                onChange={(event) => setOwner(event.currentTarget.value)}
              />
              <TextInput
                type="date"
                label="Counts again from"
                value={until}
                onChange={(event) => setUntil(event.currentTarget.value)}
              />
            </Group>
          )}
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" {...(about === 'rejected' && { color: 'red' })} disabled={!isWhole}>
              {button}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

const inTwoWeeks = (): string => new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10);
