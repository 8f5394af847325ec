import { SegmentedControl, Select, Slider } from '@mantine/core';
import { ChevronDown, ChevronUp, Maximize, Pause, Play, ZoomIn, ZoomOut } from 'lucide-react';
import { IconAction } from '../ui/IconAction.tsx';
import { markColors } from './mark-colors.ts';
import type { Look, PictureView } from './runs.ts';
import type { Camera } from './use-camera.ts';
import { useIsStill } from './use-is-still.ts';

interface Props {
  readonly look: Pick<Look, 'view' | 'mark'>;
  readonly hasBoth: boolean;
  readonly labels: { readonly before: string; readonly after: string };
  readonly onLook: (look: Partial<Look>) => void;
  readonly camera: Camera;
  /** 0–100: how much of the newer picture shows. */
  readonly share: number;
  readonly onShare: (share: number) => void;
  readonly paused: boolean;
  readonly onPause: (paused: boolean) => void;
  readonly changes:
    | { readonly count: number; readonly at: number | null; readonly onStep: (step: 1 | -1) => void }
    | undefined;
  /** Of the viewer, in pixels. */
  readonly width: number;
}

/** Below this width the views are a list to choose from. */
const roomy = 720;

/** The ways of looking, what a way can be told, and the zoom. */
export function PictureToolbar(props: Props) {
  const { look, hasBoth, labels, onLook, camera, changes, width } = props;
  const choices: readonly { readonly value: PictureView; readonly label: string }[] = [
    { value: 'split', label: 'Side by side' },
    { value: 'overlay', label: 'Overlay' },
    { value: 'swipe', label: 'Swipe' },
    { value: 'onion', label: 'Onion' },
    { value: 'blink', label: 'Blink' },
    { value: 'difference', label: 'Difference' },
    { value: 'baseline', label: labels.before },
    { value: 'new', label: labels.after },
  ];
  const choose = (value: string | null) => value && onLook({ view: value as PictureView });
  return (
    <div className="picture-toolbar" role="toolbar" aria-label="How to look at the pictures">
      {!hasBoth ? (
        <span className="dim">{look.view === 'baseline' ? labels.before : labels.after} only</span>
      ) : width >= roomy ? (
        <SegmentedControl size="xs" aria-label="View" value={look.view} onChange={choose} data={[...choices]} />
      ) : (
        <Select
          aria-label="View"
          w={132}
          allowDeselect={false}
          value={look.view}
          onChange={choose}
          data={[...choices]}
          comboboxProps={{ width: 160, position: 'bottom-start' }}
        />
      )}
      {hasBoth && <Options {...props} />}
      <span className="fill" />
      {changes && changes.count > 0 && (
        <span className="picture-steps">
          <IconAction icon={ChevronUp} label="Previous change" keys="K" onClick={() => changes.onStep(-1)} />
          <span className="number dim" role="status">
            {changes.at === null
              ? `${changes.count} ${changes.count === 1 ? 'place' : 'places'}`
              : `${changes.at + 1} of ${changes.count}`}
          </span>
          <IconAction icon={ChevronDown} label="Next change" keys="J" onClick={() => changes.onStep(1)} />
        </span>
      )}
      <span className="picture-steps">
        <IconAction icon={ZoomOut} label="Zoom out" onClick={() => camera.zoom(-1)} />
        <span className="picture-zoom number">{Math.round(camera.scale * 100)} %</span>
        <IconAction icon={ZoomIn} label="Zoom in" onClick={() => camera.zoom(1)} />
        <IconAction icon={Maximize} label="Fit" keys="0" onClick={camera.fit} />
      </span>
    </div>
  );
}

/** What the chosen way of looking can be told. */
function Options({ look, onLook, share, onShare, paused, onPause }: Props) {
  const isStill = useIsStill();
  switch (look.view) {
    case 'overlay':
    case 'difference':
      return (
        <span className="mark-colors" role="radiogroup" aria-label="Color of changed pixels">
          {markColors.map(({ name, label, color }) => (
            <label key={name} title={label} style={{ background: color }}>
              <input
                type="radio"
                name="mark-color"
                aria-label={label}
                checked={look.mark === name}
                onChange={() => onLook({ mark: name })}
              />
            </label>
          ))}
        </span>
      );
    case 'swipe':
    case 'onion':
      return (
        <Slider
          className="picture-slider"
          thumbLabel={look.view === 'swipe' ? 'Share of the older picture' : 'Opacity of the new picture'}
          label={null}
          value={share}
          onChange={onShare}
        />
      );
    case 'blink':
      return isStill ? (
        <IconAction icon={Play} label="Show the other picture" pressed={paused} onClick={() => onPause(!paused)} />
      ) : (
        <IconAction
          icon={paused ? Play : Pause}
          label={paused ? 'Go on blinking' : 'Pause blinking'}
          onClick={() => onPause(!paused)}
        />
      );
    default:
      return null;
  }
}
