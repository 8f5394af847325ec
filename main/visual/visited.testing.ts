import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cameraOf, openPool, type Shot, type ShotPage, type VisualCase } from '#visual';
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
}

export interface VisitOptions {
  readonly browser?: string;
  /** False: none of the page's scripts comes, as where a network loses them. */
  readonly withScripts?: boolean;
}

export interface Visitor {
  visit(asked: Asked, options?: VisitOptions): Promise<Visited>;
  close(): Promise<void>;
}

/** Shoots cases of one document of a new project with these files; one engine, and one browser of each name. */
export async function openVisitor(files: Readonly<Record<string, string>>, path: string): Promise<Visitor> {
  const folder = mkdtempSync(join(tmpdir(), 'schema-studio-test-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const engine = startProjectEngine(folder);
  const { sealed, compiled } = valueFrom(await engine.ask('seal', { path, text: files[path]! }));
  if (!sealed) throw new Error(compiled.diagnostics.map(({ message }) => message).join('\n'));
  const linked = valueFrom(await engine.ask('seal-linked', { sealed, most: 2 }));
  const pool = openPool({ size: 1 });
  // What steps do is the subject, however busy the machine is.
  const camera = cameraOf([], pool, { all: true, patience: 30_000 });
  return {
    async visit(asked, { browser = 'chromium', withScripts = true } = {}) {
      const visualCase: VisualCase = { ...plain, ...asked, browser };
      const page = await shotPage(engine, sealed, visualCase, linked);
      const asset: ShotPage['asset'] = async (path) =>
        withScripts || !path.includes('/_ui/runtime/') ? page.asset(path) : null;
      const shot = await camera.take({ ...page, asset }, visualCase);
      const taken = shot.kind === 'error' ? null : shot;
      return {
        kind: shot.kind,
        message: shot.kind === 'still' ? null : shot.message,
        broken: (taken?.broken ?? []).map(({ message }) => message),
        html: taken?.html ?? null,
      };
    },
    async close() {
      await pool.close();
      await engine.close();
      rmSync(folder, { recursive: true, force: true });
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
