import { BadgeCheck, CircleDashed, type LucideIcon, Rocket } from 'lucide-react';
import type { VersionState } from '#contract';

interface StateWords {
  readonly word: string;
  readonly tone: 'success' | 'neutral';
  readonly icon: LucideIcon;
}

const states: Readonly<Record<VersionState, StateWords>> = {
  draft: { word: 'Not reviewed', tone: 'neutral', icon: CircleDashed },
  approved: { word: 'Approved', tone: 'success', icon: BadgeCheck },
  released: { word: 'Released', tone: 'success', icon: Rocket },
};

/** A version's state as sign and word. */
export const stateOf = (state: VersionState): StateWords => states[state];
