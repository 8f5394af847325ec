import { Button, Group, Menu } from '@mantine/core';
import { Check, CheckCheck, Ear, Ellipsis, Image, ShieldAlert, SlidersHorizontal, Undo2, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { type CaseResult, differencesOf, isTolerable } from '#contract';
import { Chip } from '../ui/Chip.tsx';
import { IconAction } from '../ui/IconAction.tsx';
import { Keys } from '../ui/Keys.tsx';
import type { Asking } from './DecisionDialogs.tsx';
import { describeResult } from './describe-result.ts';
import { verdictOf } from './verdict-words.ts';

interface Props {
  readonly result: CaseResult;
  /** It waits for a decision. */
  readonly isOpen: boolean;
  /** It waits, or passed under conditions nobody has looked at yet. */
  readonly isAcceptable: boolean;
  readonly canDecide: boolean;
  /** Keys of all cases with the same change, this one among them. */
  readonly group: readonly string[];
  readonly onAccept: (keys: readonly string[]) => void;
  readonly onAsk: (about: Asking, keys?: readonly string[]) => void;
  readonly onLift: () => void;
  readonly onUndo: () => void;
  /** What is heard is shown in the place of the pictures. */
  readonly isHeard: boolean;
  readonly onHeard: () => void;
  /** What else can be looked at. */
  readonly children: ReactNode;
}

/** What to show where equal pictures would leave a person looking for the difference; null where the pictures differ. */
function differsInWordsOnly(result: CaseResult): string | null {
  const differences = differencesOf(result);
  if (differences.includes('pixels')) return null;
  return differences.includes('heard') ? 'Show what is heard' : differences.includes('html') ? 'Show the HTML' : null;
}

/** What is said of a case, and what a person may say. */
export function DecisionBar(props: Props) {
  const {
    result,
    isOpen,
    isAcceptable,
    canDecide,
    group,
    onAccept,
    onAsk,
    onLift,
    onUndo,
    isHeard,
    onHeard,
    children,
  } = props;
  const {
    case: { key },
    decision,
    recheck,
  } = result;
  const isExcused = decision === 'tolerated' || decision === 'quarantined';
  const words = differsInWordsOnly(result);
  const isSaid = decision !== null && decision !== 'pending';
  return (
    <footer className="decision-bar">
      <Chip {...verdictOf(result)} />
      <p className="decision-text">
        {describeResult(result)}
        {recheck && result.skipped && ' Its baseline was made under other conditions.'}
      </p>
      <Group gap={8} wrap="nowrap">
        {words !== null && !isHeard && (
          <Button variant="default" onClick={onHeard}>
            {words}
          </Button>
        )}
        <IconAction
          icon={isHeard ? Image : Ear}
          label={isHeard ? 'Show the pictures' : 'Show what assistive technology hears'}
          keys="L"
          onClick={onHeard}
        />
        {children}
        {canDecide && <More {...{ result, group, onAsk, onLift }} />}
        {isSaid && !isOpen && (
          <Button
            variant="default"
            leftSection={<Undo2 size={14} aria-hidden />}
            rightSection={<Keys keys="U" />}
            onClick={onUndo}
          >
            Undo
          </Button>
        )}
        {isExcused && !isOpen && (
          <Button variant="default" onClick={onLift}>
            {decision === 'quarantined' ? 'End quarantine' : 'Tolerate no longer'}
          </Button>
        )}
        {isOpen && (
          <Button
            variant="default"
            leftSection={<X size={14} aria-hidden />}
            rightSection={<Keys keys="N" />}
            onClick={() => onAsk('rejected')}
          >
            Reject
          </Button>
        )}
        {isAcceptable && (
          <>
            <Button
              {...(group.length > 1 && { variant: 'default' })}
              leftSection={<Check size={14} aria-hidden />}
              rightSection={<Keys keys="Y" />}
              onClick={() => onAccept([key])}
            >
              Accept
            </Button>
            {group.length > 1 && (
              <Button
                leftSection={<CheckCheck size={14} aria-hidden />}
                rightSection={<Keys keys="shift+Y" />}
                onClick={() => onAccept(group)}
              >
                Accept {group.length} alike
              </Button>
            )}
          </>
        )}
      </Group>
    </footer>
  );
}

/** What is said less often. */
function More({ result, group, onAsk, onLift }: Pick<Props, 'result' | 'group' | 'onAsk' | 'onLift'>) {
  const { verdict, decision } = result;
  const isWaiting = decision === 'pending';
  if (verdict === 'passed') return null;
  return (
    <Menu position="top-end">
      <Menu.Target>
        <IconAction icon={Ellipsis} label="More decisions" onClick={() => {}} />
      </Menu.Target>
      <Menu.Dropdown>
        {isWaiting && group.length > 1 && (
          <Menu.Item leftSection={<X size={14} aria-hidden />} onClick={() => onAsk('rejected', group)}>
            Reject all {group.length} alike
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<SlidersHorizontal size={14} aria-hidden />}
          disabled={!isTolerable(result)}
          onClick={() => onAsk('tolerated')}
        >
          Tolerate this difference
        </Menu.Item>
        <Menu.Item leftSection={<ShieldAlert size={14} aria-hidden />} onClick={() => onAsk('quarantined')}>
          Put in quarantine
        </Menu.Item>
        {isWaiting && result.excuse && <Menu.Item onClick={onLift}>End what was excused</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}
