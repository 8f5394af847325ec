/** Items whose text holds the letters of the query in order, the tightest matches first. */
export function matching<Item>(query: string, items: readonly Item[], textOf: (item: Item) => string): readonly Item[] {
  const wanted = query.toLowerCase().replaceAll(' ', '');
  if (wanted === '') return items;
  return items
    .map((item) => ({ item, spread: spreadOf(wanted, textOf(item).toLowerCase()) }))
    .filter(({ spread }) => spread !== null)
    .toSorted((left, right) => Number(left.spread) - Number(right.spread))
    .map(({ item }) => item);
}

/** How far apart the letters stand: 0 for a piece of the text as it is; null when they are not all there. */
function spreadOf(wanted: string, text: string): number | null {
  const whole = text.replaceAll(' ', '').indexOf(wanted);
  if (whole >= 0) return whole / 1000;
  let at = -1;
  let spread = 1;
  for (const letter of wanted) {
    const next = text.indexOf(letter, at + 1);
    if (next < 0) return null;
    spread += at < 0 ? 0 : next - at - 1;
    at = next;
  }
  return spread;
}
