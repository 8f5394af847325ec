import { Slider } from '@mantine/core';
import { type PointerEvent, useRef, useState } from 'react';
import { pictureAddress } from './picture-address.ts';
import type { Size } from './picture-zoom.ts';
import type { PictureView } from './runs.ts';

interface Props {
  readonly before: string | null;
  readonly after: string | null;
  readonly difference: string | null;
  readonly labels: { readonly before: string; readonly after: string };
  readonly view: PictureView;
  readonly sizes: readonly Size[];
  readonly scale: number;
}

/** The pictures themselves, laid out as the view wants. Different sizes meet at the top left, never stretched. */
export function Pictures({ before, after, difference, labels, view, sizes, scale }: Props) {
  const frame = {
    width: Math.max(0, ...sizes.map(({ width }) => width)) * scale,
    height: Math.max(0, ...sizes.map(({ height }) => height)) * scale,
  };
  switch (view) {
    case 'split':
      return (
        <>
          <Figure label={labels.before} hash={before} frame={frame} />
          <Figure label={labels.after} hash={after} frame={frame} />
        </>
      );
    case 'overlay':
      return (
        <figure>
          <figcaption>
            {difference ? `${labels.after}, differences marked` : `${labels.after}: no difference`}
          </figcaption>
          <div className="picture-frame" style={frame}>
            {after && <Picture hash={after} alt={labels.after} className={difference ? 'picture-faded' : ''} />}
            {difference && <Picture hash={difference} alt="Differences" className="picture-difference" />}
          </div>
        </figure>
      );
    case 'swipe':
      return <Swipe before={before} after={after} labels={labels} frame={frame} />;
    case 'onion':
      return <Onion before={before} after={after} labels={labels} frame={frame} />;
    case 'baseline':
      return <Figure label={labels.before} hash={before} frame={frame} />;
    case 'new':
      return <Figure label={labels.after} hash={after} frame={frame} />;
  }
}

interface FigureProps {
  readonly label: string;
  readonly hash: string | null;
  readonly frame: Size;
}

const Figure = ({ label, hash, frame }: FigureProps) => (
  <figure>
    <figcaption>{label}</figcaption>
    <div className="picture-frame" style={frame}>
      {hash && <Picture hash={hash} alt={label} />}
    </div>
  </figure>
);

interface PictureProps {
  readonly hash: string;
  readonly alt: string;
  readonly className?: string;
  readonly style?: { readonly clipPath?: string; readonly opacity?: number };
}

const Picture = ({ hash, alt, className = '', style }: PictureProps) => (
  <img src={pictureAddress(hash)} alt={alt} className={`picture ${className}`} style={style} draggable={false} />
);

type PairProps = Pick<Props, 'before' | 'after' | 'labels'> & { readonly frame: Size };

function Swipe({ before, after, labels, frame }: PairProps) {
  const [share, setShare] = useState(50);
  const area = useRef<HTMLDivElement>(null);
  const follow = (event: PointerEvent) => {
    const box = area.current?.getBoundingClientRect();
    if (box && event.buttons === 1)
      setShare(Math.min(100, Math.max(0, (100 * (event.clientX - box.left)) / box.width)));
  };
  return (
    <figure>
      <figcaption>
        {labels.before} on the left, {labels.after.toLowerCase()} on the right
      </figcaption>
      <div
        className="picture-frame picture-swipe"
        style={frame}
        ref={area}
        onPointerDown={follow}
        onPointerMove={follow}
      >
        {before && <Picture hash={before} alt={labels.before} />}
        {after && <Picture hash={after} alt={labels.after} style={{ clipPath: `inset(0 0 0 ${share}%)` }} />}
        <span className="picture-swipe-line" style={{ left: `${share}%` }} />
      </div>
      <Slider
        className="picture-slider"
        thumbLabel="Share of the older picture"
        label={null}
        value={share}
        onChange={setShare}
      />
    </figure>
  );
}

function Onion({ before, after, labels, frame }: PairProps) {
  const [share, setShare] = useState(50);
  return (
    <figure>
      <figcaption>
        {labels.after} at {Math.round(share)} % over {labels.before.toLowerCase()}
      </figcaption>
      <div className="picture-frame" style={frame}>
        {before && <Picture hash={before} alt={labels.before} />}
        {after && <Picture hash={after} alt={labels.after} style={{ opacity: share / 100 }} />}
      </div>
      <Slider
        className="picture-slider"
        thumbLabel="Opacity of the new picture"
        label={null}
        value={share}
        onChange={setShare}
      />
    </figure>
  );
}
