import { useElementSize } from '@mantine/hooks';
import { ImageOff } from 'lucide-react';
import { type CSSProperties, type Ref, useImperativeHandle, useRef, useState } from 'react';
import type { Box } from '#contract';
import { EmptyState } from '../ui/EmptyState.tsx';
import type { Marked } from './Marks.tsx';
import { markColor } from './mark-colors.ts';
import { PicturePane, type Side } from './PicturePane.tsx';
import { PictureToolbar } from './PictureToolbar.tsx';
import { fitPictures, gridScale, isTiny } from './picture-zoom.ts';
import type { Look } from './runs.ts';
import { useCamera } from './use-camera.ts';
import { usePictureSizes } from './use-picture-sizes.ts';

/** What keys outside of the viewer do to it. */
export interface ViewerHandle {
  fit(): void;
  /** Brings a box of the picture into the middle; `close`: near, or as near as a tiny change needs without it. */
  show(box: Box, close: boolean): void;
}

export interface PicturePlace {
  readonly side: Side;
  /** Pixel of the picture. */
  readonly x: number;
  readonly y: number;
}

interface Props {
  /** Picture hashes; null where there is none. */
  readonly before: string | null;
  readonly after: string | null;
  readonly difference: string | null;
  /** Why there is no picture at all, as a sentence. */
  readonly missing?: string | null;
  readonly labels: { readonly before: string; readonly after: string };
  readonly look: Pick<Look, 'view' | 'mark'>;
  readonly onLook: (look: Partial<Look>) => void;
  /** What is drawn over the pictures. */
  readonly marks?: {
    readonly before: Marked | null;
    readonly after: Marked | null;
    readonly change: Box | null;
    readonly spotlight: boolean;
  };
  /** The changes in the picture, and the way through them. */
  readonly changes?: { readonly count: number; readonly at: number | null; readonly onStep: (step: 1 | -1) => void };
  readonly onPick?: (place: PicturePlace) => void;
  /** Reads the pixel under the pointer. */
  readonly picking?: boolean;
  readonly handle?: Ref<ViewerHandle>;
}

/** Two pictures of the same thing, to find what changed: eight ways of looking, down to single pixels. */
export function PictureViewer(props: Props) {
  const {
    before,
    after,
    difference,
    missing,
    labels,
    look,
    onLook,
    marks,
    changes,
    onPick,
    picking = false,
    handle,
  } = props;
  const { ref, width, height } = useElementSize();
  const stage = useRef<HTMLDivElement>(null);
  const sizes = usePictureSizes([before, after]);
  const [share, setShare] = useState(50);
  const [paused, setPaused] = useState(false);
  const hasBoth = before !== null && after !== null;
  const view = hasBoth ? look.view : after === null ? 'baseline' : 'new';
  const space = { width: view === 'split' ? width / 2 : width, height };
  const camera = useCamera(stage, sizes, space);
  const { scale } = camera;
  const picture = {
    width: Math.max(0, ...sizes.map((size) => size.width)),
    height: Math.max(0, ...sizes.map((size) => size.height)),
  };

  useImperativeHandle(handle, () => ({
    fit: camera.fit,
    show: (box, close) => camera.show(box, close || isTiny(box, picture, fitPictures(sizes, space))),
  }));

  if (before === null && after === null) {
    return (
      <div className="fill">
        <EmptyState icon={ImageOff} title="No picture">
          {missing ?? 'Nothing could be captured for this case.'}
        </EmptyState>
      </div>
    );
  }
  const sides: readonly Side[] = view === 'split' ? ['before', 'after'] : view === 'baseline' ? ['before'] : ['after'];
  return (
    <div className="picture-viewer">
      <PictureToolbar
        {...{ look: { ...look, view }, hasBoth, labels, onLook, camera, share, paused, changes }}
        width={width}
        onShare={setShare}
        onPause={setPaused}
      />
      <div
        className="picture-stage"
        data-pixels={scale >= 2 || undefined}
        data-grid={scale >= gridScale || undefined}
        data-picking={picking || undefined}
        ref={(element) => {
          stage.current = element;
          ref(element);
        }}
        style={{ '--scale': scale, '--mark': markColor(look.mark) } as CSSProperties}
      >
        {sides.map((side, index) => (
          <PicturePane
            // The first pane stays when the view changes, and with it the place that is looked at.
            key={index === 0 ? 'first' : 'second'}
            {...{ side, view, before, after, difference, labels, scale, share, paused, picture, picking }}
            node={marks?.[side] ?? null}
            change={marks?.change ?? null}
            spotlight={marks?.spotlight ?? false}
            color={markColor(look.mark)}
            onScroll={camera.follow}
            onShare={setShare}
            {...(onPick && { onPick })}
          />
        ))}
      </div>
    </div>
  );
}
