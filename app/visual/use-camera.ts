import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Box } from '#contract';
import { fitPictures, nextZoom, type Size, zoomOnto } from './picture-zoom.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where pictures are looked at from: one zoom and one place for all panes. */
export interface Camera {
  readonly scale: number;
  /** One step in or out, around a place of the window or the middle of the pane. */
  zoom(direction: 1 | -1, at?: Point): void;
  fit(): void;
  /** Brings a box of the picture, in its pixels, into the middle; with `close` also near. */
  show(box: Box, close: boolean): void;
  /** Call when a pane was scrolled: the others follow. */
  follow(pane: HTMLElement): void;
}

/**
 * Zoom and place of all panes inside `stage`. Panes carry `data-pane`, pictures in them `data-frame`. The place is kept
 * through every change of zoom: what was under the pointer, or in the middle, stays there.
 */
export function useCamera(stage: RefObject<HTMLElement | null>, pictures: readonly Size[], space: Size): Camera {
  const [zoom, setZoom] = useState<number | 'fit'>('fit');
  const [moves, setMoves] = useState(0);
  const scale = zoom === 'fit' ? fitPictures(pictures, space) : zoom;
  const wanted = useRef<{ readonly picture: Point; readonly at: Point | null } | null>(null);
  const newest = useRef(scale);
  newest.current = scale;

  const firstPane = useCallback(() => stage.current?.querySelector<HTMLElement>('[data-pane]') ?? null, [stage]);
  const change = useCallback(
    (next: number, at: Point | null) => {
      const pane = firstPane();
      const frame = pane && frameIn(pane, at);
      if (frame) {
        const place = at ?? middleOf(frame.pane);
        const { left, top } = frame.frame.getBoundingClientRect();
        wanted.current = {
          picture: { x: (place.x - left) / newest.current, y: (place.y - top) / newest.current },
          at: place,
        };
      }
      setZoom(next);
    },
    [firstPane],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: `moves` changes when another place is wanted at the same zoom.
  useLayoutEffect(() => {
    const target = wanted.current;
    const pane = firstPane();
    if (!target || !pane) return;
    wanted.current = null;
    const found = frameIn(pane, target.at);
    if (!found) return;
    const { left, top } = found.frame.getBoundingClientRect();
    const at = target.at ?? middleOf(found.pane);
    found.pane.scrollLeft += left + target.picture.x * scale - at.x;
    found.pane.scrollTop += top + target.picture.y * scale - at.y;
    followAll(found.pane, stage.current);
  }, [scale, moves, firstPane, stage]);

  useEffect(() => {
    const element = stage.current;
    if (!element) return;
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      change(nextZoom(newest.current, event.deltaY < 0 ? 1 : -1), { x: event.clientX, y: event.clientY });
    };
    // Not React's onWheel, which cannot prevent the window's own zoom.
    element.addEventListener('wheel', wheel, { passive: false });
    return () => element.removeEventListener('wheel', wheel);
  }, [stage, change]);

  const show = useCallback(
    (box: Box, close: boolean) => {
      const pane = firstPane();
      if (!pane) return;
      wanted.current = { picture: { x: box[0] + box[2] / 2, y: box[1] + box[3] / 2 }, at: null };
      if (close) setZoom(zoomOnto(box, { width: pane.clientWidth, height: pane.clientHeight }));
      setMoves((times) => times + 1);
    },
    [firstPane],
  );
  const follow = useCallback((pane: HTMLElement) => followAll(pane, stage.current), [stage]);

  return {
    scale,
    zoom: (direction, at) => change(nextZoom(scale, direction), at ?? null),
    fit: () => setZoom('fit'),
    show,
    follow,
  };
}

/** The frame under a place of the window, or the first one. */
function frameIn(first: HTMLElement, at: Point | null): { readonly pane: HTMLElement; readonly frame: Element } | null {
  const under = at && document.elementFromPoint(at.x, at.y)?.closest<HTMLElement>('[data-pane]');
  const pane = under ?? first;
  const frame = pane.querySelector('[data-frame]');
  return frame ? { pane, frame } : null;
}

function middleOf(pane: HTMLElement): Point {
  const { left, top } = pane.getBoundingClientRect();
  return { x: left + pane.clientWidth / 2, y: top + pane.clientHeight / 2 };
}

function followAll(pane: HTMLElement, stage: HTMLElement | null): void {
  for (const other of stage?.querySelectorAll<HTMLElement>('[data-pane]') ?? []) {
    if (other === pane) continue;
    if (Math.abs(other.scrollLeft - pane.scrollLeft) > 0.5) other.scrollLeft = pane.scrollLeft;
    if (Math.abs(other.scrollTop - pane.scrollTop) > 0.5) other.scrollTop = pane.scrollTop;
  }
}
