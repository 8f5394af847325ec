import type { Box } from '#contract';

export interface Marked {
  /** In pixels of the picture. */
  readonly box: Box;
  readonly name: string | null;
}

interface Props {
  readonly scale: number;
  /** A node that is pointed at or selected. */
  readonly node: Marked | null;
  /** The change that is looked at. */
  readonly change: Box | null;
  /** Everything but the change in the dark. */
  readonly spotlight: boolean;
}

/** What is drawn over a picture: the node somebody points at, and the change they are at. */
export const Marks = ({ scale, node, change, spotlight }: Props) => (
  <>
    {change && (
      <span className="mark-change" data-spotlight={spotlight || undefined} style={placed(change, scale, 4)} />
    )}
    {node && (
      <span className="mark-node" style={placed(node.box, scale, 0)}>
        {node.name && <span className="mark-name">{node.name}</span>}
      </span>
    )}
  </>
);

const placed = ([left, top, width, height]: Box, scale: number, room: number) => ({
  left: left * scale - room,
  top: top * scale - room,
  width: Math.max(1, width * scale) + 2 * room,
  height: Math.max(1, height * scale) + 2 * room,
});
