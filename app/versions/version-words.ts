import {
  Archive,
  BadgeCheck,
  CircleDashed,
  type LucideIcon,
  MessagesSquare,
  Rocket,
  TriangleAlert,
} from 'lucide-react';
import type { VersionState } from '#contract';

interface StateWords {
  readonly word: string;
  readonly tone: 'success' | 'warning' | 'info' | 'neutral';
  readonly icon: LucideIcon;
}

const states: Readonly<Record<VersionState, StateWords>> = {
  draft: { word: 'Not reviewed', tone: 'neutral', icon: CircleDashed },
  'in-review': { word: 'In review', tone: 'info', icon: MessagesSquare },
  approved: { word: 'Approved', tone: 'success', icon: BadgeCheck },
  released: { word: 'Released', tone: 'success', icon: Rocket },
  deprecated: { word: 'Deprecated', tone: 'warning', icon: TriangleAlert },
  archived: { word: 'Archived', tone: 'neutral', icon: Archive },
};

/** A version's state as sign and word. */
export const stateOf = (state: VersionState): StateWords => states[state];
