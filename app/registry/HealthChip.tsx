import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import type { HealthState } from '#engine';
import { Chip } from '../ui/Chip.tsx';

const signs = {
  healthy: { tone: 'success', icon: CircleCheck },
  degraded: { tone: 'warning', icon: TriangleAlert },
  unhealthy: { tone: 'danger', icon: CircleAlert },
} as const;

/** A state of health as sign and word. */
export const HealthChip = ({ state }: { readonly state: HealthState }) => <Chip word={state} {...signs[state]} />;
