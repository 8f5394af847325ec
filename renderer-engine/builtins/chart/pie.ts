import { arc, pie } from 'd3-shape';
import type { Markup } from '../builtin.ts';
import { colorOf } from './geometry.ts';

/** A part of the whole, in words and as a share. */
export interface Slice {
  readonly value: number;
  readonly tip: string;
}

/** A ring of shares, from the top clockwise. Nothing below zero has a share. */
export function drawPie(
  slices: readonly Slice[],
  height: number,
  label: Readonly<Record<string, string | null>>,
  to: Markup,
): void {
  const total = slices.reduce((sum, { value }) => sum + value, 0);
  const frame = { class: 'ui-chart__pie', viewBox: '-50 -50 100 100', height, role: 'img', ...label };
  to.element('svg', frame, () => {
    if (total <= 0) {
      to.element('circle', { class: 'ui-chart__none', r: 40 });
      return;
    }
    const shape = arc<{ startAngle: number; endAngle: number }>().innerRadius(28).outerRadius(49).digits(2);
    for (const [index, { startAngle, endAngle }] of pie<Slice>()
      .value(({ value }) => value)
      .sort(null)([...slices])
      .entries()) {
      const d = shape({ startAngle, endAngle });
      if (slices[index]!.value === 0 || d === null) continue;
      to.element('path', { d, 'data-series': colorOf(index) }, () =>
        to.element('title', {}, () => to.text(slices[index]!.tip)),
      );
    }
  });
}
