import { SegmentedControl } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { ImageOff, Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { type CSSProperties, useEffect, useRef, useState } from 'react';
import { EmptyState } from '../ui/EmptyState.tsx';
import { IconAction } from '../ui/IconAction.tsx';
import { Pictures } from './Pictures.tsx';
import { fitPictures, nextZoom } from './picture-zoom.ts';
import type { PictureView } from './runs.ts';
import { usePictureSizes } from './use-picture-sizes.ts';

interface Props {
  /** Picture hashes; null where there is none. */
  readonly before: string | null;
  readonly after: string | null;
  readonly difference: string | null;
  readonly labels: { readonly before: string; readonly after: string };
  readonly view: PictureView;
  readonly onView: (view: PictureView) => void;
  /** Changes when the person asks to fit. */
  readonly fits?: number;
}

const choices: readonly { readonly value: PictureView; readonly label: string }[] = [
  { value: 'split', label: 'Side by side' },
  { value: 'overlay', label: 'Difference' },
  { value: 'swipe', label: 'Swipe' },
  { value: 'onion', label: 'Onion' },
];

/** Two pictures of the same thing, to find what changed: four ways of looking, down to single pixels. */
export function PictureViewer({ before, after, difference, labels, view, onView, fits = 0 }: Props) {
  const { ref, width, height } = useElementSize();
  const stage = useRef<HTMLDivElement>(null);
  const sizes = usePictureSizes([before, after]);
  const [zoom, setZoom] = useState<number | 'fit'>('fit');
  const shown = before === null || after === null ? (after === null ? 'baseline' : 'new') : view;
  const columns = shown === 'split' ? 2 : 1;
  const scale = zoom === 'fit' ? fitPictures(sizes, { width, height }, columns) : zoom;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `fits` changes when the person asks for it.
  useEffect(() => setZoom('fit'), [fits]);

  useEffect(() => {
    const element = stage.current;
    if (!element) return;
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      setZoom(nextZoom(scale, event.deltaY < 0 ? 1 : -1));
    };
    // Not React's onWheel, which cannot prevent the window's own zoom.
    element.addEventListener('wheel', wheel, { passive: false });
    return () => element.removeEventListener('wheel', wheel);
  }, [scale]);

  if (before === null && after === null) {
    return (
      <div className="fill">
        <EmptyState icon={ImageOff} title="No picture">
          Nothing could be captured for this case. The reason stands below.
        </EmptyState>
      </div>
    );
  }
  return (
    <div className="picture-viewer">
      <div className="picture-toolbar" role="toolbar" aria-label="How to look at the pictures">
        <SegmentedControl
          aria-label="View"
          value={shown}
          disabled={before === null || after === null}
          onChange={(value) => onView(value as PictureView)}
          data={[...choices]}
        />
        {(shown === 'baseline' || shown === 'new') && (
          <span className="dim">{shown === 'baseline' ? labels.before : labels.after} only</span>
        )}
        <span className="fill" />
        <IconAction icon={ZoomOut} label="Zoom out" onClick={() => setZoom(nextZoom(scale, -1))} />
        <span className="picture-zoom number">{Math.round(scale * 100)} %</span>
        <IconAction icon={ZoomIn} label="Zoom in" onClick={() => setZoom(nextZoom(scale, 1))} />
        <IconAction icon={Maximize} label="Fit" keys="0" onClick={() => setZoom('fit')} />
      </div>
      <div
        className="picture-stage"
        ref={(element) => {
          stage.current = element;
          ref(element);
        }}
        data-pixels={scale >= 2 || undefined}
        style={{ '--scale': scale } as CSSProperties}
      >
        <Pictures
          before={before}
          after={after}
          difference={difference}
          labels={labels}
          view={shown}
          sizes={sizes}
          scale={scale}
        />
      </div>
    </div>
  );
}
