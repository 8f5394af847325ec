import { describe, expect, it } from 'vitest';
import { fitPictures, isTiny, nextZoom, zoomOnto } from './picture-zoom.ts';

describe('zooming pictures', () => {
  it('goes in steps and stops at the ends', () => {
    expect(nextZoom(1, 1)).toBe(1.5);
    expect(nextZoom(1, -1)).toBe(0.75);
    expect(nextZoom(0.42, 1)).toBe(0.5);
    expect(nextZoom(64, 1)).toBe(64);
    expect(nextZoom(0.1, -1)).toBe(0.1);
  });

  it('fits into the space of one pane', () => {
    expect(fitPictures([{ width: 1000, height: 500 }], { width: 548, height: 2000 })).toBeCloseTo(0.5);
  });

  it('never enlarges and never vanishes', () => {
    expect(fitPictures([{ width: 10, height: 10 }], { width: 1000, height: 1000 })).toBe(1);
    expect(fitPictures([{ width: 9000, height: 100 }], { width: 10, height: 10 })).toBe(0.1);
    expect(fitPictures([], { width: 0, height: 0 })).toBe(0.1);
  });

  it('fits long pages by their width', () => {
    expect(fitPictures([{ width: 400, height: 8000 }], { width: 448, height: 800 })).toBe(1);
  });

  it('enlarges a change until it fills a third of the space, down to single pixels', () => {
    expect(zoomOnto([10, 10, 1, 1], { width: 900, height: 600 })).toBe(64);
    expect(zoomOnto([10, 10, 100, 20], { width: 900, height: 600 })).toBe(3);
    expect(zoomOnto([0, 0, 9000, 9000], { width: 900, height: 600 })).toBe(0.1);
  });

  it('knows a change nobody would find', () => {
    const picture = { width: 1280, height: 800 };
    expect(isTiny([0, 0, 3, 3], picture, 0.5)).toBe(true);
    expect(isTiny([0, 0, 300, 40], picture, 0.5)).toBe(false);
  });
});
