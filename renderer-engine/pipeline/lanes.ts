/** What goes first; of equals, what came first. A lower one waits as long as there is a higher one. */
export type Priority = 'high' | 'normal' | 'low';

export const priorities: readonly Priority[] = ['high', 'normal', 'low'];

/** A queue with a lane per priority. */
export interface Lanes<Item> {
  add(item: Item, priority: Priority): void;
  /** Takes it out wherever it stands; false when it is not there. */
  remove(item: Item): boolean;
  /** Takes the one whose turn it is. */
  next(): Item | undefined;
  readonly size: number;
}

export function newLanes<Item>(): Lanes<Item> {
  // A Set keeps the order of arrival and gives any of its items up at once.
  const lanes: Readonly<Record<Priority, Set<Item>>> = { high: new Set(), normal: new Set(), low: new Set() };
  return {
    add: (item, priority) => void lanes[priority].add(item),
    remove: (item) => priorities.some((priority) => lanes[priority].delete(item)),
    next() {
      for (const priority of priorities) {
        for (const item of lanes[priority]) {
          lanes[priority].delete(item);
          return item;
        }
      }
      return undefined;
    },
    get size() {
      return lanes.high.size + lanes.normal.size + lanes.low.size;
    },
  };
}
