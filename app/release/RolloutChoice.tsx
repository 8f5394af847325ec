import { NumberInput, SegmentedControl, Select, Stack, Textarea } from '@mantine/core';
import type { RolloutStrategy } from '#contract';

/** How a version is to go live: at once, or step by step. */
export interface Way {
  readonly kind: 'at once' | RolloutStrategy['kind'];
  readonly minutes: number;
  readonly why: string;
}

export const atOnce: Way = { kind: 'at once', minutes: 5, why: '' };

const strategies = {
  'blue-green': { label: '10 → 25 → 50 → 75 → 100 % of visitors', minutes: 5 },
  canary: { label: '10 % of visitors, then everybody', minutes: 30 },
  linear: { label: '10 % more with each step', minutes: 5 },
} as const;

interface Props {
  readonly way: Way;
  readonly onChange: (way: Way) => void;
  /** Why it cannot go in steps; null when it can. */
  readonly obstacle: string | null;
}

/** Chooses between both, and how fast the steps come. */
export function RolloutChoice({ way, onChange, obstacle }: Props) {
  const inSteps = way.kind !== 'at once';
  return (
    <Stack gap={12}>
      <SegmentedControl
        fullWidth
        aria-label="How it goes live"
        value={inSteps ? 'steps' : 'once'}
        onChange={(value) => onChange(value === 'steps' ? { ...way, kind: 'blue-green', minutes: 5 } : atOnce)}
        data={[
          { value: 'once', label: 'At once' },
          { value: 'steps', label: 'In steps', disabled: obstacle !== null },
        ]}
      />
      {obstacle && <p className="dim">{obstacle}</p>}
      {way.kind !== 'at once' && (
        <>
          <p className="dim">
            The server compares the new version with what is live, and goes back by itself when it is worse.
          </p>
          <div className="rollout-choice">
            <Select
              label="Steps"
              allowDeselect={false}
              value={way.kind}
              data={Object.entries(strategies).map(([value, { label }]) => ({ value, label }))}
              onChange={(value) => {
                const kind = (value ?? 'blue-green') as keyof typeof strategies;
                onChange({ ...way, kind, minutes: strategies[kind].minutes });
              }}
            />
            <NumberInput
              label="Minutes each"
              min={0.1}
              max={43_200}
              value={way.minutes}
              onChange={(value) => onChange({ ...way, minutes: Number(value) || 0 })}
            />
          </div>
          <Textarea
            label="Why?"
            description="Kept in the history of the rollout and in the audit log."
            autosize
            minRows={2}
            maxLength={1000}
            value={way.why}
            onChange={(event) => onChange({ ...way, why: event.currentTarget.value })}
          />
        </>
      )}
    </Stack>
  );
}
