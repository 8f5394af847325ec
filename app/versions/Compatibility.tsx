import { Scale } from 'lucide-react';
import type { Request, VersionCompatibility } from '#contract';
import { useReply } from '../state/use-reply.ts';
import { Chip } from '../ui/Chip.tsx';
import { bumpOf, versionAdvice } from './compatibility-words.ts';

interface Props {
  readonly request: Request<'version.compatibility'>;
}

/** What a version changes for others: the version number it needs, and why. Shows nothing where there is nothing older. */
export function Compatibility({ request }: Props) {
  const reply = useReply('version.compatibility', request);
  if (reply.state !== 'loaded' || reply.value === null) return null;
  return <CompatibilityReport report={reply.value} />;
}

function CompatibilityReport({ report }: { readonly report: VersionCompatibility }) {
  const { word, tone } = bumpOf(report.bump);
  const broken = report.dependents.filter(({ problem }) => problem !== null);
  const count = report.changes.length;
  const summary = (
    <>
      <Chip word={word} tone={tone} icon={Scale} />
      <span>{versionAdvice(report)}</span>
      {broken.length > 0 && <strong>Breaks {broken.map(({ id }) => id).join(', ')}.</strong>}
    </>
  );
  if (count === 0) return <div className="compatibility compatibility-line">{summary}</div>;
  return (
    <details className="compatibility">
      <summary className="compatibility-line" aria-label={`${word}. ${versionAdvice(report)} Show why.`}>
        {summary}
        <span className="dim">{count === 1 ? '1 change' : `${count} changes`}</span>
      </summary>
      <ul className="compatibility-changes">
        {report.changes.map(({ rule, pointer, reason, bump, against }) => (
          <li key={`${rule} ${pointer} ${reason} ${against}`}>
            <span className="compatibility-bump" data-tone={bumpOf(bump).tone}>
              {bump}
            </span>
            <span>{reason}</span>
            <code className="dim">{pointer || '/'}</code>
          </li>
        ))}
      </ul>
      {broken.map(({ id, problem }) => (
        <p key={id} className="compatibility-broken">
          <strong>{id}</strong> {problem}
        </p>
      ))}
    </details>
  );
}
