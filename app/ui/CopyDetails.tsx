import { Button, CopyButton } from '@mantine/core';
import type { Failure } from '#contract';

/** Everything a maintainer would ask for, as text. */
export const detailsOf = (failure: Failure): string =>
  [failure.code, failure.message, failure.details].filter(Boolean).join('\n');

export const CopyDetails = ({ failure }: { readonly failure: Failure }) => (
  <CopyButton value={detailsOf(failure)} timeout={2000}>
    {({ copied, copy }) => (
      <Button size="compact-xs" variant="default" onClick={copy}>
        {copied ? 'Copied' : 'Copy details'}
      </Button>
    )}
  </CopyButton>
);
