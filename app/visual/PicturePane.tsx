import { type PointerEvent, useRef, useState } from 'react';
import type { Box } from '#contract';
import { ChangedPixels } from './ChangedPixels.tsx';
import { type Marked, Marks } from './Marks.tsx';
import type { PicturePlace } from './PictureViewer.tsx';
import { PixelReading } from './PixelReading.tsx';
import { pictureAddress } from './picture-address.ts';
import type { Size } from './picture-zoom.ts';
import type { PictureView } from './runs.ts';
import { useDragPan } from './use-drag-pan.ts';
import { useIsStill } from './use-is-still.ts';

export type Side = 'before' | 'after';

interface Props {
  readonly side: Side;
  readonly view: PictureView;
  readonly before: string | null;
  readonly after: string | null;
  readonly difference: string | null;
  readonly labels: { readonly before: string; readonly after: string };
  readonly scale: number;
  /** Of both pictures laid over each other, in their pixels. */
  readonly picture: Size;
  readonly share: number;
  readonly paused: boolean;
  readonly picking: boolean;
  readonly color: string;
  readonly node: Marked | null;
  readonly change: Box | null;
  readonly spotlight: boolean;
  readonly onScroll: (pane: HTMLElement) => void;
  readonly onShare: (share: number) => void;
  readonly onPick?: (place: PicturePlace) => void;
}

/** One scrolling view of the pictures. Different sizes meet at the top left, never stretched. */
export function PicturePane(props: Props) {
  const { side, view, scale, picture, picking, before, after, onPick, onScroll, onShare } = props;
  const area = useRef<HTMLDivElement>(null);
  const [reading, setReading] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const frame = { width: picture.width * scale, height: picture.height * scale };

  const placeOf = (event: PointerEvent) => {
    const box = area.current?.getBoundingClientRect();
    if (!box) return null;
    const [x, y] = [Math.floor((event.clientX - box.left) / scale), Math.floor((event.clientY - box.top) / scale)];
    return x >= 0 && y >= 0 && x < picture.width && y < picture.height ? { x, y } : null;
  };
  const drag = useDragPan((event) => {
    const place = placeOf(event);
    if (place) onPick?.({ side, ...place });
  });
  const swipe = (event: PointerEvent) => {
    const box = area.current?.getBoundingClientRect();
    if (box && event.buttons === 1) onShare(Math.min(100, Math.max(0, (100 * (event.clientX - box.left)) / box.width)));
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <div className="picture-pane" data-pane tabIndex={0} onScroll={(event) => onScroll(event.currentTarget)} {...drag}>
      <figure>
        <figcaption>{captionOf(props)}</figcaption>
        <div
          ref={area}
          className="picture-frame"
          data-frame
          style={frame}
          {...(view === 'swipe' && {
            'data-drags': true,
            onPointerDown: swipe,
            onPointerMove: swipe,
          })}
          {...(picking && {
            onPointerMove: (event: PointerEvent) => setReading(placeOf(event)),
            onPointerLeave: () => setReading(null),
          })}
        >
          <Layers {...props} />
          <span className="picture-grid" aria-hidden />
          <Marks scale={scale} node={props.node} change={props.change} spotlight={props.spotlight} />
        </div>
      </figure>
      {picking && reading && <PixelReading at={reading} before={before} after={after} />}
    </div>
  );
}

function captionOf({ view, side, labels, share, difference }: Props): string {
  switch (view) {
    case 'overlay':
      return difference ? `${labels.after}, changed pixels marked` : `${labels.after}: no pixel changed`;
    case 'difference':
      return difference ? 'Changed pixels only' : 'No pixel changed';
    case 'swipe':
      return `${labels.before} on the left, ${labels.after.toLowerCase()} on the right`;
    case 'onion':
      return `${labels.after} at ${Math.round(share)} % over ${labels.before.toLowerCase()}`;
    case 'blink':
      return `${labels.before} and ${labels.after.toLowerCase()} in turn`;
    default:
      return labels[side];
  }
}

function Layers({ view, side, before, after, difference, labels, share, paused, color }: Props) {
  const isStill = useIsStill();
  const older = before && <Picture hash={before} alt={labels.before} />;
  const changed = difference && <ChangedPixels hash={difference} color={color} />;
  switch (view) {
    case 'overlay':
      return (
        <>
          {after && <Picture hash={after} alt={labels.after} {...(difference && { state: 'faded' })} />}
          {changed}
        </>
      );
    case 'difference':
      return changed;
    case 'swipe':
      return (
        <>
          {older}
          {after && <Picture hash={after} alt={labels.after} style={{ clipPath: `inset(0 0 0 ${share}%)` }} />}
          <span className="picture-swipe-line" style={{ left: `${share}%` }} />
        </>
      );
    case 'onion':
      return (
        <>
          {older}
          {after && <Picture hash={after} alt={labels.after} style={{ opacity: share / 100 }} />}
        </>
      );
    case 'blink':
      return (
        <>
          {older}
          {after && (
            <Picture
              hash={after}
              alt={labels.after}
              {...(isStill ? { style: { opacity: paused ? 0 : 1 } } : { state: paused ? 'blinks-paused' : 'blinks' })}
            />
          )}
        </>
      );
    default:
      return side === 'before' ? older : after && <Picture hash={after} alt={labels.after} />;
  }
}

interface PictureProps {
  readonly hash: string;
  readonly alt: string;
  readonly state?: 'faded' | 'blinks' | 'blinks-paused';
  readonly style?: { readonly clipPath?: string; readonly opacity?: number };
}

const Picture = ({ hash, alt, state, style }: PictureProps) => (
  <img src={pictureAddress(hash)} alt={alt} className="picture" data-state={state} style={style} draggable={false} />
);
