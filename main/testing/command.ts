import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { shippedFolder } from '../host/shipped.ts';

export interface CommandResult {
  readonly exit: number | null;
  readonly out: string;
  readonly words: string;
}

/** Runs the real `studio` command as a process of its own. */
export function studioCommand(
  args: readonly string[],
  {
    cwd,
    dataDir,
    environment = {},
    output = 'pipe',
  }: {
    readonly cwd: string;
    readonly dataDir: string;
    readonly environment?: Record<string, string>;
    /** An open file instead of a pipe; `out` stays empty then. */
    readonly output?: number | 'pipe';
  },
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(shippedFolder('main'), 'cli', 'studio.ts'), ...args], {
      cwd,
      env: { ...process.env, STUDIO_DATA_DIR: dataDir, ...environment },
      stdio: ['ignore', output, 'pipe'],
    });
    let out = '';
    let words = '';
    child.stdout?.on('data', (chunk) => (out += chunk));
    child.stderr?.on('data', (chunk) => (words += chunk));
    child.on('error', reject).on('close', (exit) => resolve({ exit, out, words }));
  });
}

/** A page with one picture to shoot, as small as a page can be. */
export const smallPage = (text: string, version = '1.0.0') =>
  JSON.stringify(
    {
      $schema: 'https://schema-studio.dev/ui/1/page.json',
      kind: 'page',
      id: 'demo/hello',
      version,
      title: 'Hello',
      route: '/hello',
      access: 'public',
      view: { id: 'page', type: 'Page', children: [{ id: 'title', type: 'Heading', props: { text, level: 1 } }] },
      tests: {
        fixtures: { base: {} },
        matrix: { viewports: ['240x160'] },
        cases: [{ id: 'base', fixture: 'base' }],
      },
    },
    null,
    2,
  );
