import { SegmentedControl } from '@mantine/core';
import { Ear } from 'lucide-react';
import { useState } from 'react';
import { type CaseResult, differencesOf } from '#contract';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import { TextDiff } from '../versions/TextDiff.tsx';
import { useBlob } from './use-blob.ts';

/** What assistive technology hears of baseline and new page, line by line; and their HTML, where it is to stay the same. */
export function HeardDiff({ result }: { readonly result: CaseResult }) {
  const { aria, baselineAria, html, baselineHtml } = result;
  const differences = differencesOf(result);
  const hasHtml = html !== null || baselineHtml !== null;
  const [what, setWhat] = useState(differences.includes('html') && !differences.includes('heard') ? 'html' : 'heard');
  return (
    <div className="heard">
      {hasHtml && (
        <SegmentedControl
          size="xs"
          className="heard-choice"
          aria-label="What is compared"
          value={what}
          onChange={setWhat}
          data={[
            { value: 'heard', label: 'As heard' },
            { value: 'html', label: 'HTML' },
          ]}
        />
      )}
      {hasHtml && what === 'html' ? (
        <Texts key="html" before={baselineHtml} after={html} kind="as HTML" />
      ) : (
        <Texts key="heard" before={baselineAria} after={aria} kind="as heard" />
      )}
    </div>
  );
}

interface Props {
  /** Hashes. */
  readonly before: string | null;
  readonly after: string | null;
  readonly kind: string;
}

function Texts({ before, after, kind }: Props) {
  const older = useBlob(before);
  const newer = useBlob(after);
  if (before === null && after === null) {
    return (
      <EmptyState icon={Ear} title="Nothing was heard">
        This browser cannot tell what assistive technology hears, or no picture was taken.
      </EmptyState>
    );
  }
  if ((after !== null && newer === null) || (before !== null && older === null)) {
    return <Waiting what="Reading both texts" />;
  }
  return (
    <TextDiff
      before={{ label: `Baseline, ${kind}`, text: older ?? '' }}
      after={{ label: `New, ${kind}`, text: newer ?? '' }}
    />
  );
}
