import type { CaseResult } from '#contract';
import { percent } from './describe-result.ts';

/** What was measured, always in the same four figures: a share alone hides what is small and local. */
export function Figures({ result }: { readonly result: CaseResult }) {
  const {
    changedPixels,
    changedRatio,
    clusters,
    density,
    allowedPixels,
    case: { viewport },
  } = result;
  if (result.baseline === null || result.shot === null) return null;
  const largest = clusters[0];
  return (
    <dl className="figures" aria-label="What was measured">
      <Figure name="Changed" value={percent(changedRatio)} />
      <Figure name="Pixels" value={`${count(changedPixels)} of ${count(allowedPixels)} allowed`} />
      <Figure
        name="Largest cluster"
        value={largest ? `${count(largest.changedPixels)} px in ${sizeOf(largest.box, viewport.dpr)}` : 'none'}
      />
      <Figure
        name="Density"
        value={`${count(density)} of 256`}
        title="Changed pixels of the window of 16 × 16 with most"
      />
    </dl>
  );
}

const Figure = ({ name, value, title }: { readonly name: string; readonly value: string; readonly title?: string }) => (
  <div title={title}>
    <dt>{name}</dt>
    <dd className="number">{value}</dd>
  </div>
);

const count = (pixels: number): string => pixels.toLocaleString('en');

const sizeOf = ([, , width, height]: readonly [number, number, number, number], dpr: number): string =>
  dpr === 1 ? `${width} × ${height}` : `${width} × ${height} at ${dpr} ×`;
