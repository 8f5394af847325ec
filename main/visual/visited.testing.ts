import { onTestFinished } from 'vitest';
import { cameraOf, openPool, type Shot, type VisualCase } from '#visual';
import type { LinkedPage, Sealed } from '../engine/jobs.ts';
import { startProjectEngine } from '../engine/project-engine.ts';
import { valueFrom } from '../testing/outcomes.ts';
import { shotPage } from './shot-page.ts';

export type Asked = Partial<Pick<VisualCase, 'fixture' | 'steps' | 'expect' | 'force' | 'form'>>;

/** What became of a case, without its pictures. */
export interface Visited {
  readonly kind: Shot['kind'];
  /** Why there is no picture; null when there is one. */
  readonly message: string | null;
  readonly broken: readonly string[];
  readonly html: string | null;
  readonly png: Uint8Array | null;
}

/** Shoots cases of one document of a project, in one browser that is closed when the file has ended. */
export async function visitor(folder: string, path: string, text: string, browser = 'chromium') {
  const engine = startProjectEngine(folder);
  const { sealed, compiled } = valueFrom(await engine.ask('seal', { path, text }));
  if (!sealed) throw new Error(compiled.diagnostics.map(({ message }) => message).join('\n'));
  const linked: readonly LinkedPage[] = valueFrom(await engine.ask('seal-linked', { sealed }));
  const pool = openPool({ size: 1 });
  const camera = cameraOf([], pool, { all: true });
  onTestFinished(async () => {
    await pool.close();
    await engine.close();
  });
  return {
    sealed: sealed as Sealed,
    engine,
    async visit(asked: Asked): Promise<Visited> {
      const visualCase: VisualCase = { ...plain, ...asked, browser };
      const page = await shotPage(engine, sealed, visualCase, linked);
      const shot = await camera.take(page, visualCase);
      const taken = shot.kind === 'error' ? null : shot;
      return {
        kind: shot.kind,
        message: shot.kind === 'still' ? null : shot.message,
        broken: (taken?.broken ?? []).map(({ message }) => message),
        html: taken?.html ?? null,
        png: taken?.png ?? null,
      };
    },
  };
}

const plain: VisualCase = {
  key: 'a case',
  name: 'case',
  fixture: '',
  viewport: { name: 'small', width: 900, height: 600, dpr: 1 },
  browser: 'chromium',
  theme: 'core/theme',
  locale: 'en',
  scheme: 'light',
  force: {},
  form: {},
  masks: [],
  allowedRatio: 0,
  perPixel: 0,
  unmet: [],
};
