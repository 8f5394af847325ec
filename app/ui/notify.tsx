import { notifications } from '@mantine/notifications';
import { CircleAlert, CircleCheck } from 'lucide-react';
import type { Failure } from '#contract';
import { CopyDetails } from './CopyDetails.tsx';

/** Says that something worked; goes away by itself. */
export function notifyDone(message: string): void {
  notifications.show({
    message,
    icon: <CircleCheck size={16} aria-hidden />,
    color: 'green',
    autoClose: 4000,
    closeButtonProps: { 'aria-label': 'Dismiss' },
  });
}

/** Says that something failed and stays until it is dismissed. The same failure is shown once. */
export function notifyFailure(failure: Failure): void {
  notifications.show({
    id: `${failure.code} ${failure.message}`,
    message: (
      <>
        <p>{failure.message}</p>
        <CopyDetails failure={failure} />
      </>
    ),
    icon: <CircleAlert size={16} aria-hidden />,
    color: 'red',
    autoClose: false,
    closeButtonProps: { 'aria-label': 'Dismiss' },
  });
}
