import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Programs that tests start keep what V8 compiled: each start of the command line takes half the time. */
const compiled = { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules', '.cache', 'node-compiled') };

// A test ends here when it hangs, not when the machine is busy with something else.
const shared = {
  environment: 'node',
  testTimeout: 60_000,
  hookTimeout: 60_000,
  pool: 'forks',
  env: process.argv.includes('--coverage') ? {} : compiled,
  expect: { poll: { timeout: 20_000 } },
} as const;
const builds = ['**/node_modules/**', '**/dist/**', '**/.out/**'];

/** What people feel: it is measured when nothing else runs. */
const measured = ['app/e2e/latency.e2e.ts'];

/** `unit` (files beside their source), `e2e` (stories in a real browser) and `pace` (how long they make people wait). */
export default defineConfig({
  test: {
    // `npm run coverage`: how much of the engine its tests run. Fails below the threshold; `npm test` does without it.
    coverage: {
      provider: 'v8',
      include: ['renderer-engine/**/*.ts'],
      exclude: ['**/*.test.ts', '**/*.testing.ts', 'renderer-engine/bench/**', 'renderer-engine/samples/**'],
      reporter: ['text-summary', 'json-summary'],
      reportsDirectory: 'artifacts/coverage',
      reportOnFailure: true,
      thresholds: { statements: 95 },
    },
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          // By itself it leaves one core free, which is half of a small machine.
          maxWorkers: '100%',
          include: ['{renderer-engine,visual-tests,main,server,app,scripts,deploy}/**/*.test.{ts,tsx}'],
          exclude: builds,
        },
      },
      {
        test: {
          ...shared,
          name: 'e2e',
          include: ['app/e2e/**/*.e2e.ts'],
          exclude: [...builds, ...measured],
          testTimeout: 180_000,
          maxWorkers: 2,
          // A whole browser is in it; what passed at the second try only is named at the end.
          retry: 1,
        },
      },
      {
        test: { ...shared, name: 'pace', include: measured, testTimeout: 180_000, maxWorkers: 1 },
      },
    ],
  },
});
