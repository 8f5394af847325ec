/**
 * Whether no item of a list equals another, as JSON Schema compares them: the order of keys means nothing. Takes time
 * by the length of the list, where ajv compares every item with every other.
 */
export function areUnique(list: readonly unknown[]): boolean {
  const scalars = new Set<unknown>();
  const texts = new Set<string>();
  for (const item of list) {
    if (typeof item === 'object' && item !== null) texts.add(comparable(item));
    else scalars.add(item);
  }
  return scalars.size + texts.size === list.length;
}

/** Equal values have equal texts. No canonical form, because data may hold halves of characters. */
const comparable = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one) ? inOrder(one) : one,
  );

const inOrder = (map: object): object =>
  Object.fromEntries(Object.entries(map).sort(([one], [other]) => (one < other ? -1 : 1)));
