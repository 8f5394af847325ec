import { type PointerEvent, useRef } from 'react';

interface Drag {
  readonly x: number;
  readonly y: number;
  readonly left: number;
  readonly top: number;
  moved: boolean;
}

/** Pixels a pointer may wander and still mean a click. */
const slack = 4;

/** Dragging moves what a pane shows; a press without a move is a click. Spread the answer on the pane. */
export function useDragPan(onClick: (event: PointerEvent<HTMLElement>) => void) {
  const drag = useRef<Drag | null>(null);
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button > 1 || (event.target as Element).closest('[data-drags]')) return;
      const { scrollLeft: left, scrollTop: top } = event.currentTarget;
      drag.current = { x: event.clientX, y: event.clientY, left, top, moved: false };
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const start = drag.current;
      if (!start || event.buttons === 0) return;
      const [x, y] = [event.clientX - start.x, event.clientY - start.y];
      if (!start.moved && Math.hypot(x, y) < slack) return;
      if (!start.moved) event.currentTarget.setPointerCapture(event.pointerId);
      start.moved = true;
      event.currentTarget.scrollLeft = start.left - x;
      event.currentTarget.scrollTop = start.top - y;
    },
    onPointerUp(event: PointerEvent<HTMLElement>) {
      const start = drag.current;
      drag.current = null;
      if (start && !start.moved) onClick(event);
    },
  };
}
