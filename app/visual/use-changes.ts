import { type RefObject, useEffect, useState } from 'react';
import type { Box, CaseResult, NodeShape } from '#contract';
import { useDispatch, useStudio } from '../state/StudioContext.tsx';
import type { Marked } from './Marks.tsx';
import { inPixels, nodeAt, placesOf } from './node-at.ts';
import type { PicturePlace, ViewerHandle } from './PictureViewer.tsx';
import { runsOf } from './runs.ts';
import { useJsonBlob } from './use-blob.ts';

const none: readonly NodeShape[] = [];

/** The changes inside a picture: which place is looked at, which node is pointed at or selected, and their boxes. */
export function useChanges(path: string, result: CaseResult, viewer: RefObject<ViewerHandle | null>) {
  const dispatch = useDispatch();
  const selected = useStudio(({ visual }) => runsOf(visual, path).selectedNode);
  const [at, setAt] = useState<number | null>(null);
  const [spotlight, setSpotlight] = useState(false);
  const [pointed, setPointed] = useState<string | null>(null);
  const shapes = {
    before: useJsonBlob(result.baselineShapes, none),
    after: useJsonBlob(result.shapes, none),
  };
  const { dpr } = result.case.viewport;
  const places = placesOf(result);

  const boxOf = (node: string, side: 'before' | 'after'): Box | null => {
    const change = result.changes.find((one) => one.node === node);
    const box = change ? change[side] : shapes[side].find((shape) => shape.node === node)?.box;
    return box ? inPixels(box, dpr) : null;
  };
  const marked = (side: 'before' | 'after'): Marked | null => {
    const node = pointed ?? selected;
    const box = node === null ? null : boxOf(node, side);
    return node !== null && box ? { box, name: node } : null;
  };
  const select = (node: string | null) => {
    dispatch({ type: 'visual/node', path, node });
    const box = node === null ? null : (boxOf(node, 'after') ?? boxOf(node, 'before'));
    if (box) viewer.current?.show(box, false);
  };
  const goTo = (place: number, close: boolean) => {
    const box = places[place];
    if (!box) return;
    setAt(place);
    viewer.current?.show(box, close);
  };

  // A node that was chosen in the editor is brought into the middle as soon as its box is known.
  const chosen = selected === null ? null : boxOf(selected, 'after');
  const chosenKey = chosen?.join(' ') ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another node or place is a reason to move.
  useEffect(() => {
    if (chosen) viewer.current?.show(chosen, false);
  }, [chosenKey]);

  return {
    places,
    at,
    selected,
    marks: {
      before: marked('before'),
      after: marked('after'),
      change: at === null ? null : (places[at] ?? null),
      spotlight,
    },
    select,
    point: setPointed,
    pick: ({ side, x, y }: PicturePlace) => {
      const node = nodeAt(shapes[side], x, y, dpr) ?? nodeAt(shapes.after, x, y, dpr);
      dispatch({ type: 'visual/node', path, node: node?.node ?? null });
    },
    step: (by: 1 | -1) =>
      places.length > 0 &&
      goTo(at === null ? (by > 0 ? 0 : places.length - 1) : wrapped(at + by, places.length), spotlight),
    /** Only the change in the light, and near; again: as before. */
    focus: () => {
      setSpotlight(!spotlight);
      if (spotlight) viewer.current?.fit();
      else goTo(at ?? 0, true);
    },
  };
}

const wrapped = (at: number, count: number): number => (at + count) % count;
