import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Failure } from '#contract';
import { CopyDetails } from './CopyDetails.tsx';
import { Notice } from './Notice.tsx';

interface Props {
  readonly failure: Failure;
  readonly onRetry?: (() => void) | undefined;
  readonly actions?: ReactNode;
  readonly bar?: boolean;
}

/** A failure in the words of whoever met it, with details to copy and, where it makes sense, another try. */
export const FailureNotice = ({ failure, onRetry, actions, bar = false }: Props) => (
  <Notice
    tone="danger"
    bar={bar}
    actions={
      <>
        {actions}
        {onRetry && (
          <Button size="compact-xs" variant="default" onClick={onRetry}>
            Try again
          </Button>
        )}
        <CopyDetails failure={failure} />
      </>
    }
  >
    {failure.message}
  </Notice>
);
