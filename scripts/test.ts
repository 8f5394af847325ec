import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
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
  /** Names of what failed, to be said again at the end, where nobody has to search for them. */
  readonly failures: readonly string[];
  /** Names of what passed at the second try only. */
  readonly second?: readonly string[];
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
  { name: 'services', run: () => check('node', ['scripts/setup-services.ts']) },
  { name: 'build', run: () => check('node', ['scripts/build.ts']) },
  { name: 'unit', run: () => vitest('unit') },
  { name: 'e2e', run: () => vitest('e2e') },
  { name: 'pace', run: () => vitest('pace') },
];

rmSync(artifacts, { recursive: true, force: true });
mkdirSync(artifacts, { recursive: true });
const total = { passed: 0, failed: 0, skipped: 0, failures: [] as string[], second: [] as string[] };
for (const suite of suites) {
  if (chosen && !chosen.includes(suite.name)) continue;
  const started = Date.now();
  const count = await suite.run();
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped += count.skipped;
  total.failures.push(...count.failures.map((failure) => `${suite.name}: ${failure}`));
  total.second.push(...(count.second ?? []).map((name) => `${suite.name}: ${name}`));
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(
    `── ${suite.name}: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped (${seconds} s)\n`,
  );
}
for (const name of total.second) process.stdout.write(`passed at the second try only: ${name}\n`);
for (const failure of total.failures) process.stdout.write(`failed: ${failure}\n`);
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
process.stdout.write(`${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exitCode = total.failed > 0 ? 1 : 0;

/** A tool that is one check: it passes when it exits with 0. */
async function check(command: string, args: readonly string[]): Promise<Count> {
  const code = await execute(command, args);
  return code === 0
    ? { passed: 1, failed: 0, skipped: 0, failures: [] }
    : { passed: 0, failed: 1, skipped: 0, failures: [`${command} exited with ${code}`] };
}

async function vitest(project: string): Promise<Count> {
  const report = join(artifacts, `${project}.json`);
  const secondTries = join(artifacts, `${project}-second-tries.json`);
  const reporters = ['default', 'json', join(root, 'scripts', 'second-tries.ts')].map((name) => `--reporter=${name}`);
  const code = await execute('vitest', ['run', '--project', project, ...reporters, `--outputFile.json=${report}`], {
    SECOND_TRIES_FILE: secondTries,
  });
  try {
    const { numPassedTests, numPendingTests, success, testResults } = JSON.parse(
      readFileSync(report, 'utf8'),
    ) as Report;
    const failures = testResults.flatMap(failuresOf);
    if (failures.length === 0 && (code !== 0 || !success)) failures.push(`vitest exited with ${code}`);
    const second = JSON.parse(readFileSync(secondTries, 'utf8')) as readonly string[];
    return { passed: numPassedTests, failed: failures.length, skipped: numPendingTests, failures, second };
  } catch (error) {
    return { passed: 0, failed: 1, skipped: 0, failures: [`no report: ${String(error)}`] };
  }
}

/** The part of Vitest's JSON report that is read here. */
interface Report {
  readonly numPassedTests: number;
  readonly numPendingTests: number;
  readonly success: boolean;
  readonly testResults: readonly FileReport[];
}
interface FileReport {
  readonly name: string;
  readonly status: string;
  readonly message: string;
  readonly assertionResults: readonly {
    readonly status: string;
    readonly fullName: string;
    readonly failureMessages: readonly string[];
  }[];
}

/** Each with the first lines of why. A file that fails to load has no failed test of its own, yet must not pass unseen. */
function failuresOf({ name, status, message, assertionResults }: FileReport): string[] {
  const why = (text: string) => `\n  ${text.split('\n').slice(0, 6).join('\n  ')}`;
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (failed.length > 0)
    return failed.map((test) => `${relative(root, name)} > ${test.fullName}${why(test.failureMessages.join('\n'))}`);
  return status === 'failed' ? [`${relative(root, name)}${why(message)}`] : [];
}

function execute(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<number> {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    });
    child.on('error', () => done(1));
    child.on('exit', (code) => done(code ?? 1));
  });
}
