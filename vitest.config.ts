import { defineConfig } from 'vitest/config';

const shared = { environment: 'node', testTimeout: 20_000, hookTimeout: 60_000, pool: 'forks' } as const;
const builds = ['**/node_modules/**', '**/dist/**', '**/.out/**'];

/** Two suites: `unit` (files beside their source) and `e2e` (the story in a real browser, one file at a time). */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['{renderer-engine,visual-tests,main,server,app,scripts}/**/*.test.{ts,tsx}'],
          exclude: builds,
        },
      },
      {
        test: {
          ...shared,
          name: 'e2e',
          include: ['app/e2e/**/*.e2e.ts'],
          exclude: builds,
          testTimeout: 180_000,
          fileParallelism: false,
          maxWorkers: 1,
        },
      },
    ],
  },
});
