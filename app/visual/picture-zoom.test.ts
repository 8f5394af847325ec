import { describe, expect, it } from 'vitest';
import { fitPictures, nextZoom } from './picture-zoom.ts';

describe('zooming pictures', () => {
  it('goes in steps and stops at the ends', () => {
    expect(nextZoom(1, 1)).toBe(1.5);
    expect(nextZoom(1, -1)).toBe(0.75);
    expect(nextZoom(0.42, 1)).toBe(0.5);
    expect(nextZoom(16, 1)).toBe(16);
    expect(nextZoom(0.1, -1)).toBe(0.1);
  });

  it('fits two columns beside each other', () => {
    const scale = fitPictures([{ width: 1000, height: 500 }], { width: 1072, height: 2000 }, 2);
    expect(scale).toBeCloseTo(0.5);
  });

  it('never enlarges and never vanishes', () => {
    expect(fitPictures([{ width: 10, height: 10 }], { width: 1000, height: 1000 }, 1)).toBe(1);
    expect(fitPictures([{ width: 9000, height: 100 }], { width: 10, height: 10 }, 2)).toBe(0.1);
    expect(fitPictures([], { width: 0, height: 0 }, 1)).toBe(0.1);
  });

  it('fits long pages by their width', () => {
    expect(fitPictures([{ width: 400, height: 8000 }], { width: 448, height: 800 }, 1)).toBe(1);
  });
});
