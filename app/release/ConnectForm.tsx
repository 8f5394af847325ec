import { SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Failure } from '#contract';
import { SignInForm } from './SignInForm.tsx';
import { TokenForm } from './TokenForm.tsx';

interface Props {
  readonly url: string;
  readonly canCancel: boolean;
  readonly onDone: () => void;
}

/** What a form of connecting tells of its try. */
export interface Trying {
  readonly url: string;
  readonly failure: Failure | null;
  readonly onFailure: (failure: Failure | null) => void;
  readonly onDone: () => void;
  /** Null where there is nothing to go back to. */
  readonly onCancel: (() => void) | null;
}

/** Connects this project with the server that serves its pages: as a person, or with a token. */
export function ConnectForm({ url: known, canCancel, onDone }: Props) {
  const [url, setUrl] = useState(known);
  const [by, setBy] = useState<'person' | 'token'>('person');
  const [failure, setFailure] = useState<Failure | null>(null);
  const trying: Trying = {
    url: url.trim(),
    failure,
    onFailure: setFailure,
    onDone,
    onCancel: canCancel ? onDone : null,
  };

  return (
    <div className="connect">
      <div className="connect-card">
        <Stack gap={16}>
          <div>
            <h2>Connect a production server</h2>
            <p className="dim">
              It renders exactly the versions that were approved and published. Start one with{' '}
              <code>npm run server</code>: it says its address and where its token is.
            </p>
          </div>
          <TextInput
            label="Address"
            type="url"
            placeholder="http://127.0.0.1:4300"
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
          />
          <SegmentedControl
            fullWidth
            aria-label="How to connect"
            value={by}
            onChange={(value) => {
              setBy(value === 'token' ? 'token' : 'person');
              setFailure(null);
            }}
            data={[
              { value: 'person', label: 'Sign in' },
              { value: 'token', label: 'Use a token' },
            ]}
          />
          {by === 'person' ? <SignInForm {...trying} /> : <TokenForm {...trying} />}
        </Stack>
      </div>
    </div>
  );
}
