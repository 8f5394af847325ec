import { describe, expect, it } from 'vitest';
import { resizeTo } from './resize.ts';
import type { Session } from './session.ts';

/** A window with a frame of 10 × 90, whose page is told of its size only when somebody waits for it. */
function lateWindow(narrowest: number) {
  const asked: { width: number; height: number }[] = [];
  let rect = { width: 1290, height: 810 };
  let inner = [1280, 720];
  const session: Session = {
    capabilities: {},
    async call(method, _, body) {
      if (method === 'GET') return rect;
      const { width, height } = body as { width: number; height: number };
      if (width < 0 || height < 0) throw new Error('Invalid width value');
      asked.push({ width, height });
      rect = { width: Math.max(width, narrowest), height };
      return rect;
    },
    async run(_, argument) {
      if (argument !== null) inner = [rect.width - 10, rect.height - 90];
      return inner as never;
    },
    isOpen: () => true,
    close: async () => {},
  };
  return { session, asked };
}

describe('resizeTo (T1, T2)', () => {
  it('waits for the page to follow its window before it measures again', async () => {
    const { session, asked } = lateWindow(0);
    await resizeTo(session, { width: 390, height: 844, dpr: 1 });
    expect(asked).toEqual([{ width: 400, height: 934 }]);
  });

  it('says so when the window cannot be that small', async () => {
    const { session } = lateWindow(457);
    await expect(resizeTo(session, { width: 390, height: 844, dpr: 1 })).rejects.toThrow(
      'cannot be 390 × 844; it stays 447 × 844',
    );
  });
});
