import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/**
 * `npm test`: sets up what is missing and runs every suite. Each suite counts its own checks; the last line sums them
 * up as `N passed, N failed`. A suite that could not run at all counts as one failure.
 */
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const artifacts = join(root, 'artifacts');
const { values } = parseArgs({ options: { only: { type: 'string' } } });
const chosen = values.only?.split(',');

interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}
interface Suite {
  readonly name: string;
  readonly run: () => Promise<Count>;
}

const suites: readonly Suite[] = [
  { name: 'types', run: () => check('tsc', ['-b']) },
  {
    name: 'arrows',
    run: () =>
      check('depcruise', [
        '--config',
        '.dependency-cruiser.cjs',
        'app',
        'main',
        'renderer-engine',
        'visual-tests',
        'server',
        'scripts',
      ]),
  },
  { name: 'lint', run: () => check('biome', ['check', '.', '--error-on-warnings']) },
  { name: 'browser', run: () => check('node', ['scripts/setup-browser.ts']) },
  { name: 'build', run: () => check('node', ['scripts/build.ts']) },
  { name: 'unit', run: () => vitest('unit') },
  { name: 'e2e', run: () => vitest('e2e') },
];

rmSync(artifacts, { recursive: true, force: true });
mkdirSync(artifacts, { recursive: true });
const total = { passed: 0, failed: 0, skipped: 0 };
for (const suite of suites) {
  if (chosen && !chosen.includes(suite.name)) continue;
  const started = Date.now();
  const count = await suite.run();
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped += count.skipped;
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(
    `── ${suite.name}: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped (${seconds} s)\n`,
  );
}
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
process.stdout.write(`${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exitCode = total.failed > 0 ? 1 : 0;

/** A tool that is one check: it passes when it exits with 0. */
async function check(command: string, args: readonly string[]): Promise<Count> {
  const code = await execute(command, args);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

async function vitest(project: string): Promise<Count> {
  const report = join(artifacts, `${project}.json`);
  const code = await execute('vitest', [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  try {
    const { numPassedTests, numFailedTests, numPendingTests, success, testResults } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    // A file that fails to load has no failed test of its own, yet must not pass unseen.
    const broken = testResults.filter(
      (file: { status: string; assertionResults: unknown[] }) =>
        file.status === 'failed' && file.assertionResults.length === 0,
    ).length;
    const unexplained = numFailedTests + broken === 0 && (code !== 0 || !success) ? 1 : 0;
    return { passed: numPassedTests, failed: numFailedTests + broken + unexplained, skipped: numPendingTests };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function execute(command: string, args: readonly string[]): Promise<number> {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    });
    child.on('error', () => done(1));
    child.on('exit', (code) => done(code ?? 1));
  });
}
