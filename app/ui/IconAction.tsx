import { ActionIcon, Tooltip } from '@mantine/core';
import type { LucideIcon } from 'lucide-react';
import type { ComponentPropsWithRef } from 'react';
import { Keys } from './Keys.tsx';

/** Beside its own, what a popover puts on its target. */
interface Props extends Omit<ComponentPropsWithRef<'button'>, 'color' | 'onClick'> {
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
export const IconAction = ({ icon: Icon, label, keys, onClick, disabled, pressed, ...others }: Props) => (
  <Tooltip
    // What has opened below says by itself what it is.
    disabled={others['aria-expanded'] === true}
    label={
      <>
        {label} {keys && <Keys keys={keys} />}
      </>
    }
  >
    <ActionIcon
      {...others}
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
