import { Ear } from 'lucide-react';
import type { CaseResult } from '#contract';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import { TextDiff } from '../versions/TextDiff.tsx';
import { useBlob } from './use-blob.ts';

/** What assistive technology hears of baseline and new page: roles, names and states, line by line. */
export function HeardDiff({ result: { aria, baselineAria } }: { readonly result: CaseResult }) {
  const before = useBlob(baselineAria);
  const after = useBlob(aria);
  if (aria === null && baselineAria === null) {
    return (
      <div className="heard">
        <EmptyState icon={Ear} title="Nothing was heard">
          This browser cannot tell what assistive technology hears, or no picture was taken.
        </EmptyState>
      </div>
    );
  }
  if ((aria !== null && after === null) || (baselineAria !== null && before === null)) {
    return <Waiting what="Reading what is heard" />;
  }
  return (
    <div className="heard">
      <TextDiff
        before={{ label: 'Baseline, as heard', text: before ?? '' }}
        after={{ label: 'New, as heard', text: after ?? '' }}
      />
    </div>
  );
}
