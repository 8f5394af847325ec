import type { Markup } from '../builtin.ts';
import { colorOf, type Geometry, percent } from './geometry.ts';
import { shortened } from './labels.ts';

/** The values beside the plot. As wide as its longest word, at about 7 pixels a letter. */
export function drawValueAxis(geometry: Geometry, texts: readonly string[], height: number, to: Markup): void {
  const letters = texts.reduce((most, text) => Math.max(most, [...text].length), 1);
  const frame = { class: 'ui-chart__values', width: letters * 7 + 10, height, 'aria-hidden': 'true' };
  // Text ends where the plot begins, on whichever side that is.
  const x = geometry.rtl ? '0' : '100%';
  to.element('svg', frame, () => {
    for (const [at, tick] of geometry.ticks.entries()) {
      to.element('text', { x, y: percent(geometry.y(tick)), dx: geometry.rtl ? 8 : -8, dy: '0.35em' }, () =>
        to.text(texts[at] ?? ''),
      );
    }
  });
}

export function drawGrid({ ticks, y }: Geometry, to: Markup): void {
  for (const tick of ticks) {
    const at = percent(y(tick));
    to.element('line', {
      class: tick === 0 ? 'ui-chart__zero' : 'ui-chart__grid',
      x1: '0',
      x2: '100%',
      y1: at,
      y2: at,
    });
  }
}

/** Words below the plot: as many as have room, every other one only where it is wide. */
export function drawPlaceAxis(at: readonly number[], texts: readonly string[], to: Markup): void {
  const letters = texts.reduce((most, text) => Math.max(most, [...shortened(text)].length), 1);
  const room = Math.max(2, Math.min(12, Math.floor(100 / (letters + 3))));
  const step = Math.max(1, Math.ceil(texts.length / room));
  to.element('svg', { class: 'ui-chart__places', width: '100%', height: 24, 'aria-hidden': 'true' }, () => {
    for (let index = 0; index < texts.length; index += step) {
      const x = at[index]!;
      const side = x < 3 ? 'first' : x > 97 ? 'last' : null;
      const isMinor = texts.length > 4 && (index / step) % 2 === 1;
      to.element('text', { x: percent(x), y: 17, 'data-side': side, 'data-minor': isMinor || null }, () =>
        to.text(shortened(texts[index]!)),
      );
    }
  });
}

/** Which color is which. */
export function drawLegend(names: readonly string[], details: readonly string[] | null, to: Markup): void {
  to.element('ul', { class: 'ui-chart__legend', role: 'list' }, () => {
    for (const [index, name] of names.entries()) {
      to.element('li', { class: 'ui-chart__key' }, () => {
        to.element('svg', { class: 'ui-chart__swatch', viewBox: '0 0 10 10', 'aria-hidden': 'true' }, () =>
          to.element('rect', { width: 10, height: 10, rx: 3, 'data-series': colorOf(index) }),
        );
        to.element('span', { class: 'ui-chart__name' }, () => to.text(name));
        if (details) to.element('span', { class: 'ui-chart__detail' }, () => to.text(details[index] ?? ''));
      });
    }
  });
}

/** The same numbers for those who cannot see them, or want to read them. */
export function drawTable(
  word: string,
  titleId: string | null,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  to: Markup,
): void {
  to.element('details', { class: 'ui-chart__data' }, () => {
    to.element('summary', { class: 'ui-chart__show' }, () => to.text(word));
    const scroll = { class: 'ui-chart__scroll', role: 'region', tabindex: 0, 'aria-labelledby': titleId };
    to.element('div', scroll, () =>
      to.element('table', { 'aria-labelledby': titleId }, () => {
        to.element('thead', {}, () =>
          to.element('tr', {}, () => {
            for (const words of head) to.element('th', { scope: 'col' }, () => to.text(words));
          }),
        );
        to.element('tbody', {}, () => {
          for (const [first = '', ...rest] of rows)
            to.element('tr', {}, () => {
              to.element('th', { scope: 'row' }, () => to.text(first));
              for (const words of rest) to.element('td', {}, () => to.text(words));
            });
        });
      }),
    );
  });
}
