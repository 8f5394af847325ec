import { ActionIcon, Tooltip } from '@mantine/core';
import type { LucideIcon } from 'lucide-react';
import { Keys } from './Keys.tsx';

interface Props {
  readonly icon: LucideIcon;
  /** Accessible name and tooltip. */
  readonly label: string;
  readonly keys?: string;
  readonly onClick: () => void;
  readonly disabled?: boolean;
  /** For switches: on or off. */
  readonly pressed?: boolean;
}

/** A button that is only an icon: always with a name, a tooltip and its keys. */
export const IconAction = ({ icon: Icon, label, keys, onClick, disabled, pressed }: Props) => (
  <Tooltip
    label={
      <>
        {label} {keys && <Keys keys={keys} />}
      </>
    }
  >
    <ActionIcon
      aria-label={label}
      aria-pressed={pressed}
      {...(disabled ? { 'aria-disabled': true, 'data-disabled': true } : {})}
      className="icon-action"
      onClick={disabled ? undefined : onClick}
    >
      <Icon size={16} aria-hidden />
    </ActionIcon>
  </Tooltip>
);
